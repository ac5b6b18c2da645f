/// Short checks of a network, its examples and its training, each a value that says what was measured: one batch through
/// everything, one batch learnt by heart, a range of rates, units that say nothing, gradients layer by layer, the first value
/// that is no number, labels that look wrong. Nothing here judges or prints.
package org.madaline.diagnose;
