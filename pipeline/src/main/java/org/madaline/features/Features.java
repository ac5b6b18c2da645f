package org.madaline.features;

import java.util.List;
import org.madaline.data.Preparation;

/// What makes the x of an example of raw input, in training and in prediction alike. It is fitted on the training part
/// alone, immutable, and stored with the model.
public interface Features extends Preparation {
    /// {@return what an example consists of}
    List<Field> fields();

    /// {@return the x of an example, `shape().size()` numbers}
    ///
    /// @param example of the kind that [#fields] tells
    /// @throws IllegalArgumentException if the example is of another kind, lacks something, or shows nothing
    double[] encode(Example example);

    /// {@return the complaint about an example of another kind}
    ///
    /// @param expected such as `pictures`
    /// @param example the one that was given
    static IllegalArgumentException wrongKind(String expected, Example example) {
        return new IllegalArgumentException("the model takes " + expected + ", not " + example.what());
    }
}
