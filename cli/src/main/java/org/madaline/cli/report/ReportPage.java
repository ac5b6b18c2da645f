package org.madaline.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.madaline.formats.VisibleText;
import org.madaline.runs.Text;

/// Writes a [Report] as one HTML page that needs no other file and suits light and dark screens and paper.
public final class ReportPage {
    /// So many letters have room below a picture.
    private static final int LONGEST_NAME = 18;

    private final StringBuilder html = new StringBuilder();

    private ReportPage() {}

    /// {@return the page of a report}
    ///
    /// @param report what is to be shown
    public static String of(Report report) {
        var page = new ReportPage();
        page.head(report);
        report.notes().forEach(note -> page.html.append("<p class=\"note\">").append(escape(note)).append("</p>\n"));
        for (Report.Part part : report.parts()) {
            switch (part) {
                case Report.Charts charts -> page.charts(charts);
                case Report.Table table -> page.table(table);
                case Report.Lines lines -> page.lines(lines);
                case Report.Pairs pairs -> page.pairs(pairs);
                case Report.Confusion confusion -> page.html.append(ConfusionView.html(confusion));
                case Report.Mistakes mistakes -> page.mistakes(mistakes);
                case Report.FirstWeights weights -> page.weights(weights);
            }
        }
        return page.html.append("</main></body></html>\n").toString();
    }

    private void head(Report report) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(escape(report.title()))
                .append("</title><style>")
                .append(style())
                .append("</style></head><body><main>\n<h1>")
                .append(escape(report.title()))
                .append("</h1>\n<dl class=\"summary\">");
        report.summary().forEach((name, value) -> html.append("<div><dt>")
                .append(escape(name))
                .append("</dt><dd>")
                .append(escape(value))
                .append("</dd></div>"));
        html.append("</dl>\n");
    }

    private void heading(String title, String note) {
        html.append("<h2>").append(escape(title)).append("</h2>\n");
        if (!note.isEmpty()) {
            html.append("<p>").append(escape(note)).append("</p>\n");
        }
    }

    private void charts(Report.Charts charts) {
        String drawn = charts.charts().stream().map(Chart::svg).collect(Collectors.joining());
        if (!drawn.isEmpty()) {
            heading(charts.title(), charts.note());
            html.append("<div class=\"charts\">").append(drawn).append("</div>\n");
        }
    }

    private void mistakes(Report.Mistakes mistakes) {
        if (mistakes.pictures().isEmpty()) {
            return;
        }
        heading(mistakes.title(), "What the model was surest of, and wrong.");
        html.append("<div class=\"images\">");
        for (Report.Mistake mistake : mistakes.pictures()) {
            html.append("<figure>")
                    .append(Picture.tag(Picture.image(mistake.shape(), mistake.values())))
                    .append("<figcaption>")
                    .append(escape(mistake.actual()))
                    .append(", taken for <b>")
                    .append(escape(mistake.predicted()))
                    .append(Text.format("</b><br>%.1f&nbsp;%% ", 100 * mistake.probability()))
                    .append("<span class=\"file\" title=\"")
                    .append(escape(mistake.name()))
                    .append("\">")
                    .append(escape(brief(mistake.name())))
                    .append("</span></figcaption></figure>");
        }
        html.append("</div>\n");
    }

    /// The name of a file without its folder, which is its class, and of a long one both ends: they tell it from others.
    static String brief(String name) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int length = file.codePointCount(0, file.length());
        return length <= LONGEST_NAME ? file : file.substring(0, file.offsetByCodePoints(0, 6)) + "\u2026"
                + file.substring(file.offsetByCodePoints(file.length(), 7 - LONGEST_NAME));
    }

    private void weights(Report.FirstWeights weights) {
        if (weights.units().isEmpty()) {
            return;
        }
        int shown = weights.units().size();
        boolean colour = weights.units().getFirst().shape().dim(0) == 3;
        heading("First layer", (colour
                ? "The weights of each unit as a colour picture: middle grey is zero, "
                : "The weights of each unit as a picture: red is positive, blue negative, white zero, ")
                + "each unit on its own scale."
                + (shown < weights.all() ? Text.format(" The first %,d of %,d units.", shown, weights.all()) : ""));
        html.append("<div class=\"images small\">");
        for (Report.Weights unit : weights.units()) {
            html.append("<figure>")
                    .append(Picture.tag(Picture.weights(unit.shape(), unit.values())))
                    .append("<figcaption title=\"")
                    .append(escape(unit.name()))
                    .append("\">")
                    .append(escape(unit.name()))
                    .append("</figcaption></figure>");
        }
        html.append("</div>\n");
    }

    private void table(Report.Table table) {
        heading(table.title(), table.note());
        html.append(rows(table.rows()));
    }

    /// A table, the header first; a name in it that begins with `>` aligns its column to the right.
    static String rows(List<List<String>> rows) {
        List<String> header = rows.getFirst();
        var html = new StringBuilder("<div class=\"wide\"><table class=\"plain\">");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                boolean right = header.get(i).startsWith(">");
                String tag = row == header ? "th" : "td";
                html.append('<').append(tag).append(right ? " class=\"number\">" : ">")
                        .append(escape(row == header && right ? row.get(i).substring(1) : row.get(i)))
                        .append("</").append(tag).append('>');
            }
            html.append("</tr>\n");
        }
        return html.append("</table></div>\n").toString();
    }

    private void lines(Report.Lines lines) {
        heading(lines.title(), "");
        html.append("<ul>");
        lines.lines().forEach(line -> html.append("<li>").append(escape(line)).append("</li>\n"));
        html.append("</ul>\n");
    }

    private void pairs(Report.Pairs pairs) {
        if (pairs.values().isEmpty()) {
            return;
        }
        heading(pairs.title(), "");
        html.append("<table class=\"plain pairs\">");
        pairs.values().forEach((name, value) -> html.append("<tr><th>").append(escape(name)).append("</th><td>")
                .append(escape(value)).append("</td></tr>\n"));
        html.append("</table>\n");
    }

    /// A text with an ellipsis in place of what is beyond so many letters.
    static String shortened(String text, int letters) {
        return text.codePointCount(0, text.length()) <= letters ? text : text.substring(0, text.offsetByCodePoints(0, letters - 1)) + "\u2026";
    }

    static String escape(String text) {
        return VisibleText.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private static String style() {
        try (var in = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
