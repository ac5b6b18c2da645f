package org.madaline.features;

import java.util.List;
import org.madaline.data.Preparation;

/// What makes the x of an example of raw input, in training and in prediction alike. It is fitted on the training part
/// alone, immutable, and stored with the model.
public interface Features extends Preparation {
    /// What an example consists of.
    List<Field> fields();

    /// The x of an example, `shape().size()` numbers.
    ///
    /// @throws IllegalArgumentException if the example is of another kind, lacks something, or shows nothing
    double[] encode(Example example);

    /// The complaint about an example of another kind.
    ///
    /// @param expected such as `pictures`
    static IllegalArgumentException wrongKind(String expected, Example example) {
        return new IllegalArgumentException("the model takes " + expected + ", not " + example.what());
    }
}
