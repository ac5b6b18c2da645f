package org.madaline.kernels;

/// What the first stages of a step have made of its weights, for the later ones: see [Step#preparations].
///
/// @param form equal for steps that make equal values of equal weights
/// @param values where these lie; nothing of the step's other operands
public record Prepared(Object form, Object values) {}
