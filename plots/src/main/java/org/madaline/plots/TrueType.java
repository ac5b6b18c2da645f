package org.madaline.plots;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The outlines and widths of a TrueType font, read from the jar.
///
/// The JDK's own text drawing needs the system's font configuration, fails on a machine that has none, and
/// measures differently from one machine to the next. These few tables make figures that are equal everywhere.
final class TrueType {
    private final ByteBuffer file;
    private final Map<String, Integer> tables = new HashMap<>();
    private final int unitsPerEm;
    private final boolean longOffsets;
    private final int advances;
    private final Map<Integer, Integer> glyphs = new HashMap<>();

    private TrueType(byte[] bytes) {
        file = ByteBuffer.wrap(bytes);
        int count = unsigned(4);
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            tables.put(new String(bytes, entry, 4, StandardCharsets.US_ASCII), file.getInt(entry + 8));
        }
        unitsPerEm = unsigned(table("head") + 18);
        longOffsets = file.getShort(table("head") + 50) != 0;
        advances = unsigned(table("hhea") + 34);
        readCharacters();
    }

    /// Reads a font that lies beside this class.
    static TrueType resource(String name) {
        try (InputStream in = TrueType.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the font " + name + " is missing from the jar of org.madaline.plots");
            }
            return new TrueType(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the font " + name + " cannot be read", e);
        }
    }

    /// Whether the font draws this character.
    boolean has(int codePoint) {
        return glyphs.containsKey(codePoint);
    }

    /// How far the pen moves, in units of the font size.
    double advance(int codePoint) {
        int glyph = Math.min(glyphs.getOrDefault(codePoint, 0), advances - 1);
        return unsigned(table("hmtx") + 4 * glyph) / (double) unitsPerEm;
    }

    /// The outline at font size 1, baseline at 0, y downwards.
    Path2D outline(int codePoint) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        addGlyph(glyphs.getOrDefault(codePoint, 0), path, new AffineTransform(1, 0, 0, 1, 0, 0));
        double scale = 1.0 / unitsPerEm;
        path.transform(AffineTransform.getScaleInstance(scale, -scale));
        return path;
    }

    private int table(String tag) {
        Integer offset = tables.get(tag);
        if (offset == null) {
            throw new IllegalStateException("the font has no table " + tag);
        }
        return offset;
    }

    private int unsigned(int offset) {
        return Short.toUnsignedInt(file.getShort(offset));
    }

    private void readCharacters() {
        int cmap = table("cmap");
        int count = unsigned(cmap + 2);
        for (int i = 0; i < count; i++) {
            int sub = cmap + file.getInt(cmap + 4 + 8 * i + 4);
            switch (unsigned(sub)) {
                case 4 -> readSegments(sub);
                case 12 -> readGroups(sub);
                default -> {
                    /* other formats repeat what these two hold */
                }
            }
        }
    }

    private void readSegments(int sub) {
        int doubled = unsigned(sub + 6);
        for (int s = 0; s < doubled; s += 2) {
            int end = unsigned(sub + 14 + s);
            int start = unsigned(sub + 16 + doubled + s);
            int delta = unsigned(sub + 16 + 2 * doubled + s);
            int rangeAt = sub + 16 + 3 * doubled + s;
            int range = unsigned(rangeAt);
            for (int c = start; c <= end && c != 0xffff; c++) {
                int glyph = range == 0 ? c : unsigned(rangeAt + range + 2 * (c - start));
                put(c, range == 0 || glyph != 0 ? glyph + delta & 0xffff : 0);
            }
        }
    }

    private void readGroups(int sub) {
        int count = file.getInt(sub + 12);
        for (int g = 0; g < count; g++) {
            int group = sub + 16 + 12 * g;
            int start = file.getInt(group);
            for (int c = start; c <= file.getInt(group + 4); c++) {
                put(c, file.getInt(group + 8) + c - start);
            }
        }
    }

    private void put(int codePoint, int glyph) {
        if (glyph != 0) {
            glyphs.put(codePoint, glyph);
        }
    }

    private int location(int glyph) {
        int loca = table("loca");
        return longOffsets ? file.getInt(loca + 4 * glyph) : 2 * unsigned(loca + 2 * glyph);
    }

    private void addGlyph(int glyph, Path2D path, AffineTransform transform) {
        if (location(glyph) == location(glyph + 1)) {
            return;
        }
        int at = table("glyf") + location(glyph);
        int contours = file.getShort(at);
        if (contours >= 0) {
            addContours(at + 10, contours, path, transform);
        } else {
            addParts(at + 10, path, transform);
        }
    }

    private void addParts(int at, Path2D path, AffineTransform transform) {
        int flags;
        do {
            flags = unsigned(at);
            int glyph = unsigned(at + 2);
            boolean words = (flags & 1) != 0;
            double dx = words ? file.getShort(at + 4) : file.get(at + 4);
            double dy = words ? file.getShort(at + 6) : file.get(at + 5);
            at += words ? 8 : 6;
            double[] m = {1, 0, 0, 1};
            if ((flags & 8) != 0) {
                m[0] = m[3] = fraction(at);
                at += 2;
            } else if ((flags & 0x40) != 0) {
                m[0] = fraction(at);
                m[3] = fraction(at + 2);
                at += 4;
            } else if ((flags & 0x80) != 0) {
                for (int i = 0; i < 4; i++) {
                    m[i] = fraction(at + 2 * i);
                }
                at += 8;
            }
            AffineTransform part = new AffineTransform(transform);
            part.concatenate(new AffineTransform(m[0], m[1], m[2], m[3], dx, dy));
            addGlyph(glyph, path, part);
        } while ((flags & 0x20) != 0);
    }

    private double fraction(int at) {
        return file.getShort(at) / 16384.0;
    }

    private void addContours(int at, int contours, Path2D path, AffineTransform transform) {
        int points = contours == 0 ? 0 : unsigned(at + 2 * (contours - 1)) + 1;
        int[] flags = new int[points];
        int p = at + 2 * contours;
        p += 2 + unsigned(p);
        for (int i = 0; i < points; i++) {
            flags[i] = file.get(p++) & 0xff;
            if ((flags[i] & 8) != 0) {
                int repeat = file.get(p++) & 0xff;
                for (int r = 0; r < repeat; r++) {
                    flags[i + 1] = flags[i];
                    i++;
                }
            }
        }
        double[] x = new double[points];
        double[] y = new double[points];
        p = readCoordinates(p, flags, 2, 16, x);
        readCoordinates(p, flags, 4, 32, y);
        Path2D outline = new Path2D.Double();
        for (int c = 0, start = 0; c < contours; c++) {
            int end = unsigned(at + 2 * c);
            addContour(outline, flags, x, y, start, end);
            start = end + 1;
        }
        path.append(outline.getPathIterator(transform), false);
    }

    private int readCoordinates(int p, int[] flags, int shortBit, int sameBit, double[] values) {
        double value = 0;
        for (int i = 0; i < flags.length; i++) {
            boolean same = (flags[i] & sameBit) != 0;
            if ((flags[i] & shortBit) != 0) {
                int step = file.get(p++) & 0xff;
                value += same ? step : -step;
            } else if (!same) {
                value += file.getShort(p);
                p += 2;
            }
            values[i] = value;
        }
        return p;
    }

    /// One closed contour of quadratic curves; between two control points lies a point on the curve.
    private static void addContour(Path2D path, int[] flags, double[] x, double[] y, int start, int end) {
        int n = end - start + 1;
        if (n < 2) {
            return;
        }
        int first = start;
        while (first <= end && (flags[first] & 1) == 0) {
            first++;
        }
        boolean none = first > end;
        int origin = none ? start : first;
        double startX = none ? (x[start] + x[end]) / 2 : x[first];
        double startY = none ? (y[start] + y[end]) / 2 : y[first];
        path.moveTo(startX, startY);
        for (int k = none ? 0 : 1; k < n; k++) {
            int i = start + (origin - start + k) % n;
            if ((flags[i] & 1) != 0) {
                path.lineTo(x[i], y[i]);
                continue;
            }
            int next = start + (origin - start + k + 1) % n;
            boolean last = k == n - 1;
            boolean onCurve = (flags[next] & 1) != 0;
            double toX = last ? startX : onCurve ? x[next] : (x[i] + x[next]) / 2;
            double toY = last ? startY : onCurve ? y[next] : (y[i] + y[next]) / 2;
            path.quadTo(x[i], y[i], toX, toY);
            if (onCurve && !last) {
                k++;
            }
        }
        path.closePath();
    }
}
