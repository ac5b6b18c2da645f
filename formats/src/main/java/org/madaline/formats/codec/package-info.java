/// Records as JSON and back: one codec for layers, settings, pipelines and whatever else is stored beside weights.
package org.madaline.formats.codec;
