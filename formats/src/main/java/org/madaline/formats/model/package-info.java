/// Models and checkpoints in safetensors files: weights as tensors, the architecture and all else as JSON texts.
package org.madaline.formats.model;
