package org.madaline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void valuesAreReadAsWhatTheyAre() {
        String text = " {\"a\": [1, 5000000000, 18446744073709551615, 2.5, 1e3], \"ü\\u00e9\\n\": {\"b\": [true, false, null, \"\"]}, \"c\": {}} ";
        var expected = Map.of(
                "a", List.of(1, 5_000_000_000L, new BigInteger("18446744073709551615"), 2.5, 1000.0),
                "üé\n", Map.of("b", Arrays.asList(true, false, null, "")),
                "c", Map.of());
        assertThat(Json.read(text)).isEqualTo(expected);
        assertThat(Json.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Object value = Map.of("key", Arrays.asList(1, -7L << 40, 0.1, Double.MIN_VALUE, "\"\\\u0001ü", true, null, List.of()));
        assertThat(Json.read(Json.write(value))).isEqualTo(value);
        assertThat(Json.write(List.of(1, 2.0, "x", Map.of("k", false)))).isEqualTo("[1,2.0,\"x\",{\"k\":false}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,", "[1", "{\"a\" 1}", "{\"a\":1} x", "1 2", "nul", "\"open", "[01]", "{\"a\":1,\"a\":2}", "]"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IllegalArgumentException.class).hasMessageMatching(".+");
        assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void objectsAndListsOfTextsAreAskedFor() {
        assertThat(Json.readObject("{\"a\":1}")).isEqualTo(Map.of("a", 1));
        assertThat(Json.readTexts("[\"a\",\"b\"]")).containsExactly("a", "b");
        assertThatThrownBy(() -> Json.readObject("[]")).isInstanceOf(IllegalArgumentException.class).hasMessage("it is no object");
        assertThatThrownBy(() -> Json.readTexts("[\"a\",[]]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is no list of texts");
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> Json.read("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherTypesAreNotWritten() {
        assertThatThrownBy(() -> Json.write(List.of('c')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Character");
    }
}
