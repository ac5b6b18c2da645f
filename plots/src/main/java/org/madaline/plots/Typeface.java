package org.madaline.plots;

import java.awt.geom.Path2D;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The type of a piece of text: upright, bold, italic as for a mathematical variable, or mathematical signs.
enum Typeface {
    REGULAR("NotoSans-Regular", "font-family=\"Noto Sans,Open Sans,Helvetica,Arial,sans-serif\""),
    BOLD("NotoSans-Bold", "font-family=\"Noto Sans,Open Sans,Helvetica,Arial,sans-serif\" font-weight=\"bold\""),
    ITALIC("NotoSerif-Italic", "font-family=\"Noto Serif,Georgia,Times New Roman,serif\" font-style=\"italic\""),
    SIGNS("NotoSansMath-Regular", "font-family=\"Noto Sans Math,Cambria Math,STIX Two Math,DejaVu Sans,sans-serif\"");

    private final TrueType font;
    private final String svg;
    private final Map<Integer, Path2D> outlines = new ConcurrentHashMap<>();

    Typeface(String file, String svg) {
        this.font = TrueType.resource("fonts/" + file + ".ttf");
        this.svg = svg;
    }

    /// This face, or the one that draws the character where this one does not.
    Typeface forCharacter(int codePoint) {
        if (font.has(codePoint)) {
            return this;
        }
        return SIGNS.font.has(codePoint) ? SIGNS : REGULAR;
    }

    /// Whether the face has the character, and not only the box that stands for a missing one.
    boolean draws(int codePoint) {
        return font.has(codePoint);
    }

    double advance(int codePoint) {
        return font.advance(codePoint);
    }

    /// The outline at font size 1.
    Path2D outline(int codePoint) {
        return outlines.computeIfAbsent(codePoint, font::outline);
    }

    /// The SVG attributes that ask for this face among those of the font that is there.
    String style() {
        return this == BOLD ? "font-weight=\"bold\"" : this == ITALIC ? "font-style=\"italic\"" : "";
    }

    /// The SVG attributes that ask for this face.
    String svg() {
        return svg;
    }
}
