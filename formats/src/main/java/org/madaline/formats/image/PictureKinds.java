package org.madaline.formats.image;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Kinds of pictures that are not read, by the endings of their names and by their first bytes: they are not passed over in
/// silence.
final class PictureKinds {
    /// Endings of files that are read.
    static final Set<String> READ = Set.of("png", "jpg", "jpeg", "jpe", "jfif", "pjpeg", "pjp", "mpo", "gif", "bmp", "dib", "tif", "tiff");

    /// Endings of pictures that are not read: of the web and of phones, of programs, of cameras, of science.
    static final Set<String> UNREAD = Set.of(
            "webp", "heic", "heif", "heics", "hif", "avif", "avifs", "jxl", "jp2", "j2k", "jpf", "jpx", "jxr", "wdp", "apng", "svg", "svgz",
            "psd", "psb", "xcf", "ico", "cur", "icns", "tga", "pcx", "ppm", "pgm", "pbm", "pnm", "pam", "xbm", "xpm", "wbmp", "eps", "ai",
            "raw", "dng", "cr2", "cr3", "crw", "nef", "nrw", "arw", "srf", "sr2", "orf", "rw2", "raf", "pef", "srw", "x3f", "3fr", "mrw",
            "exr", "hdr", "pfm", "dds", "fits", "fit", "dcm", "qoi", "bpg", "flif", "emf", "wmf");

    private static final Map<String, String> MAGIC = new LinkedHashMap<>();

    static {
        MAGIC.put("RIFF....WEBP", "WebP");
        MAGIC.put("....ftypheic", "HEIC");
        MAGIC.put("....ftypheix", "HEIC");
        MAGIC.put("....ftypmif1", "HEIF");
        MAGIC.put("....ftypavif", "AVIF");
        MAGIC.put("....ftypavis", "AVIF");
        MAGIC.put("....ftypcrx ", "a camera's raw format");
        MAGIC.put("....JXL ", "JPEG XL");
        MAGIC.put("\u00ff\n", "JPEG XL");
        MAGIC.put("....jP  ", "JPEG 2000");
        MAGIC.put("\u00ff\u004f\u00ff\u0051", "JPEG 2000");
        MAGIC.put("II\u00bc", "JPEG XR");
        MAGIC.put("II+\0", "BigTIFF");
        MAGIC.put("MM\0+", "BigTIFF");
        MAGIC.put("8BPS", "Photoshop's format");
        MAGIC.put("gimp xcf", "GIMP's format");
        MAGIC.put("<svg", "SVG");
        MAGIC.put("\0\0\1\0", "an icon");
        MAGIC.put("%PDF", "PDF");
        MAGIC.put("qoif", "QOI");
        MAGIC.put("FUJIFILM", "a camera's raw format");
    }

    private PictureKinds() {}

    /// The format that is read, if a file that begins so is of one.
    static Optional<String> read(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        // A table may begin with the letters BM, but not with four zeros behind the length.
        return text.startsWith("\u0089PNG\r\n") ? Optional.of("PNG")
                : text.startsWith("\u00ff\u00d8\u00ff") ? Optional.of("JPEG")
                : text.startsWith("GIF87a") || text.startsWith("GIF89a") ? Optional.of("GIF")
                : text.startsWith("II*\0") || text.startsWith("MM\0*") ? Optional.of("TIFF")
                : text.startsWith("BM") && text.startsWith("\0\0\0\0", 6) ? Optional.of("BMP")
                : Optional.empty();
    }

    /// What a file is that begins so.
    static Optional<String> of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return MAGIC.entrySet().stream()
                .filter(kind -> matches(text, kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean matches(String text, String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (i >= text.length() || pattern.charAt(i) != '.' && pattern.charAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
