package org.madaline.data;

import org.madaline.tensor.Shape;

/// How raw input (a row of a table, a picture, numbers) becomes the x of an example. A data set carries it, training
/// passes it on to the model, and the model's file keeps it, so that a model is asked in the terms it was trained in.
public interface Preparation {
    /// The shape of one x.
    ///
    /// @return without the batch
    Shape shape();
}
