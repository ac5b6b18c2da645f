package org.madaline.examples.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Training ends in the same weights, bit for bit, as with version 0.1.0, whose SHA-256 are in `weights.tsv`. A line of
/// that file changes only with a line in the change log that says why.
///
/// What takes minutes or MNIST's files is done where it is asked for:
/// `mvn -pl examples -am test -Dtest=SameWeightsTest -Dsurefire.failIfNoSpecifiedTests=false -Dmadaline.weights=all`.
class SameWeightsTest {
    private static final Map<String, String> RECORDED = recorded();

    private static Map<String, String> recorded() {
        try (var lines = new BufferedReader(new InputStreamReader(
                SameWeightsTest.class.getResourceAsStream("weights.tsv"), StandardCharsets.UTF_8))) {
            Map<String, String> recorded = new LinkedHashMap<>();
            lines.lines().map(line -> line.split("\t")).forEach(line -> recorded.put(line[0], line[1]));
            return recorded;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// All works where they are asked for, else those that take seconds.
    static Set<String> works() {
        return "all".equals(System.getProperty("madaline.weights")) ? PrintWeights.all().keySet() : PrintWeights.quick().keySet();
    }

    @ParameterizedTest
    @MethodSource("works")
    void theWeightsAreThoseOfVersion0_1(String name) throws Exception {
        assertThat(PrintWeights.all().get(name).call()).isEqualTo(RECORDED.get(name));
    }

    @Test
    void allAreRecorded() {
        assertThat(RECORDED.keySet()).containsExactlyInAnyOrderElementsOf(PrintWeights.all().keySet());
    }
}
