package org.madaline.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataDigestTest {
    private static final String NOW = "32 examples, sha256 ab; set aside 8 examples, sha256 cd";

    /// Earlier versions told of what was trained on alone.
    @Test
    void whatAnEarlierDigestDoesNotTellIsNotCompared() {
        assertThat(DataDigest.same("32 examples, sha256 ab", NOW)).isTrue();
        assertThat(DataDigest.tellsAll("32 examples, sha256 ab", NOW)).isFalse();
        assertThat(DataDigest.same("32 examples, sha256 aa", NOW)).isFalse();
        assertThat(DataDigest.same("32 examples", NOW)).isFalse();
    }

    @Test
    void allThatADigestTellsIsCompared() {
        assertThat(DataDigest.same(NOW, NOW)).isTrue();
        assertThat(DataDigest.tellsAll(NOW, NOW)).isTrue();
        assertThat(DataDigest.same(NOW.replace("cd", "ce"), NOW)).isFalse();
        assertThat(DataDigest.same(NOW, "32 examples, sha256 ab")).isFalse();
        assertThat(DataDigest.same("40 examples, sha256 ab", "40 examples, sha256 ab")).isTrue();
    }
}
