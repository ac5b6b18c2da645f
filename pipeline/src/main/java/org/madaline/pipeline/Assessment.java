package org.madaline.pipeline;

import java.util.Map;

/// What a model is worth on some examples.
public sealed interface Assessment permits ClassAssessment, NumberAssessment, LabelAssessment {
    /// The number of examples.
    int examples();

    /// All figures by name, the most telling one first.
    Map<String, Double> figures();
}
