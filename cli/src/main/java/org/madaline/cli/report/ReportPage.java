package org.madaline.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.madaline.formats.VisibleText;

/// Writes a [Report] as one HTML page that needs no other file and suits light and dark screens and paper.
public final class ReportPage {
    /// Larger matrices are shown as their most frequent confusions instead.
    private static final int LARGEST_MATRIX = 40;

    private final StringBuilder html = new StringBuilder();

    private ReportPage() {}

    public static String of(Report report) {
        var page = new ReportPage();
        page.head(report);
        page.notes(report.notes());
        page.charts(report.charts());
        if (report.confusion() != null) {
            page.confusion(report.confusion());
        }
        page.mistakes(report.mistakes());
        page.weights(report.weights());
        report.tables().forEach(page::table);
        page.settings(report.settings());
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

    private void charts(List<LineChart> charts) {
        if (charts.isEmpty()) {
            return;
        }
        html.append("<h2>Learning curves</h2>\n<div class=\"charts\">");
        charts.forEach(chart -> html.append(chart.svg()));
        html.append("</div>\n");
    }

    private void confusion(Report.Confusion confusion) {
        int classes = confusion.classNames().size();
        html.append("<h2>Confusion matrix</h2>\n<p>Rows: the true class; columns: what the model said.</p>\n");
        if (classes <= LARGEST_MATRIX) {
            html.append("<div class=\"wide\"><table class=\"confusion\"><tr><th></th>");
            confusion.classNames().forEach(name -> cell("th", name));
            html.append("<th>recall</th></tr>\n");
            for (int i = 0; i < classes; i++) {
                html.append("<tr>");
                cell("th", confusion.classNames().get(i));
                for (int j = 0; j < classes; j++) {
                    shaded(confusion.counts()[i][j], confusion.row(i), i == j);
                }
                cell("td", percent(confusion.counts()[i][i], confusion.row(i)));
                html.append("</tr>\n");
            }
            html.append("<tr><th>precision</th>");
            for (int j = 0; j < classes; j++) {
                cell("td", percent(confusion.counts()[j][j], confusion.column(j)));
            }
            html.append("<td></td></tr></table></div>\n");
        }
    }

    private void shaded(long count, long row, boolean right) {
        double share = row == 0 ? 0 : (double) count / row;
        // Errors are rare in a good model: the square root makes them visible.
        double strength = right ? 0.75 * share : Math.sqrt(share);
        html.append(String.format(
                Locale.ROOT,
                "<td class=\"%s\" style=\"--s:%.0f%%\">%s</td>",
                right ? "right" : "wrong",
                100 * strength,
                count == 0 ? "" : count));
    }

    private void mistakes(List<Report.Mistake> mistakes) {
        if (mistakes.isEmpty()) {
            return;
        }
        html.append("<h2>Worst mistakes</h2>\n<p>What the model was surest of, and wrong.</p>\n<div class=\"images\">");
        for (Report.Mistake mistake : mistakes) {
            html.append("<figure>")
                    .append(Picture.image(mistake.shape(), mistake.values()))
                    .append("<figcaption>")
                    .append(escape(mistake.actual()))
                    .append(", taken for <b>")
                    .append(escape(mistake.predicted()))
                    .append("</b><br>")
                    .append(String.format(Locale.ROOT, "%.1f %%, ", 100 * mistake.probability()))
                    .append(escape(mistake.name()))
                    .append("</figcaption></figure>");
        }
        html.append("</div>\n");
    }

    private void weights(List<Report.Weights> weights) {
        if (weights.isEmpty()) {
            return;
        }
        html.append("<h2>First layer</h2>\n<p>The weights of each unit as an image: red is positive, blue negative, ")
                .append("white zero, each unit on its own scale.</p>\n<div class=\"images small\">");
        for (Report.Weights unit : weights) {
            html.append("<figure>")
                    .append(Picture.weights(unit.height(), unit.width(), unit.values()))
                    .append("<figcaption>")
                    .append(escape(unit.name()))
                    .append("</figcaption></figure>");
        }
        html.append("</div>\n");
    }

    private void notes(List<String> notes) {
        for (String note : notes) {
            html.append("<p class=\"note\">").append(escape(note)).append("</p>\n");
        }
    }

    private void table(Report.Table table) {
        html.append("<h2>").append(escape(table.title())).append("</h2>\n");
        if (!table.note().isEmpty()) {
            html.append("<p>").append(escape(table.note())).append("</p>\n");
        }
        List<String> header = table.rows().getFirst();
        html.append("<div class=\"wide\"><table class=\"plain\">");
        for (List<String> row : table.rows()) {
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
        html.append("</table></div>\n");
    }

    private void settings(Map<String, String> settings) {
        html.append("<h2>Settings</h2>\n<table class=\"plain\">");
        settings.forEach((name, value) -> {
            html.append("<tr>");
            cell("th", name);
            cell("td", value);
            html.append("</tr>\n");
        });
        html.append("</table>\n");
    }

    private void cell(String tag, String text) {
        html.append('<').append(tag).append('>').append(escape(text)).append("</").append(tag).append('>');
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
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
