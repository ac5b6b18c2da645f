package org.madaline.vision;

/// Where torchvision's form of an architecture differs from the paper's.
public enum Form {
    PAPER,
    TORCHVISION
}
