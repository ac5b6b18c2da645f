package org.madaline.vision;

/// Where torchvision's form of an architecture differs from the paper's.
public enum Form {
    /// As the paper has it.
    PAPER,
    /// As torchvision has it, so that its weights fit.
    TORCHVISION
}
