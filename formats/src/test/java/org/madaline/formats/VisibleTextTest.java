package org.madaline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void whatActsIsShown() {
        assertThat(VisibleText.of("a\u001b[31mb\u0007")).isEqualTo("a\\x1b[31mb\\x07");
        assertThat(VisibleText.of("one\ntwo\r\tthree")).isEqualTo("one\\ntwo\\r\\tthree");
        assertThat(VisibleText.of("\u007f\u009b\u0085")).isEqualTo("\\x7f\\x9b\\x85");
        assertThat(VisibleText.of("gnp.\u202egpj\u2066\u200f")).isEqualTo("gnp.\\u202egpj\\u2066\\u200f");
        assertThat(VisibleText.of("\u2028\u2029\ufeff\u00ad\ud800x\udc00")).isEqualTo("\\u2028\\u2029\\ufeff\\xad\\ud800x\\udc00");
        assertThat(VisibleText.of("a\udb40\udc41")).isEqualTo("a\\u{e0041}");
    }

    @Test
    void whatOnlyIsWrittenStays() {
        for (String text : new String[] {
            "", "plain \\x1b", "\u00e4\u00f6\u00fc", "\u65e5\u672c\u8a9e", "e\u0301",
            "\ud83d\udc69\u200d\ud83d\ude80", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
        }) {
            assertThat(VisibleText.of(text)).isSameAs(text);
        }
        for (int c = 0; c < 0x110000; c++) {
            String once = VisibleText.of(Character.toString(c));
            assertThat(VisibleText.of(once)).isEqualTo(once);
        }
    }

    @Test
    void widthsAreThoseOfATerminal() {
        assertThat(VisibleText.width("abc")).isEqualTo(3);
        assertThat(VisibleText.width("\u65e5\u672c\u8a9e")).isEqualTo(6);
        assertThat(VisibleText.width("\ud55c\uad6d")).isEqualTo(4);
        assertThat(VisibleText.width("e\u0301\u00e4")).isEqualTo(2);
        assertThat(VisibleText.width("\ud83d\ude00")).isEqualTo(2);
        assertThat(VisibleText.cut("a\u65e5\u672c", 4)).isEqualTo("a\u65e5");
        assertThat(VisibleText.cut("\ud83d\ude00", 1)).isEmpty();
        assertThat(VisibleText.cut("abc", -1)).isEmpty();
    }
}
