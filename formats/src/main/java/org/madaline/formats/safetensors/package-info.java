/// Safetensors files: named tensors and a map of texts, readable from Python and many other languages.
package org.madaline.formats.safetensors;
