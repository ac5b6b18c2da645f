package org.madaline.pipeline;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a model is worth on some examples.
public sealed interface Assessment permits ClassAssessment, NumberAssessment, LabelAssessment {
    /// {@return the number of examples}
    int examples();

    /// {@return all figures by name, the most telling one first}
    Map<String, Double> figures();

    /// The same of some of the examples.
    ///
    /// @param examples their indices; one may be there several times
    /// @return what the model is worth on these
    Assessment subset(int... examples);

    /// {@return number of examples and all figures, in one line}
    default String describe() {
        return String.format(Locale.ROOT, "%,d examples: ", examples()) + figures().entrySet().stream()
                .map(figure -> String.format(Locale.ROOT, "%s %.4f", figure.getKey(), figure.getValue()))
                .collect(Collectors.joining(", "));
    }
}
