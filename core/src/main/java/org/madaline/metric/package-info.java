/// How good a model is: figures of classification, of probabilities and of regression. All take plain arrays, one entry
/// for each example, and agree with scikit-learn's functions of the same names.
package org.madaline.metric;
