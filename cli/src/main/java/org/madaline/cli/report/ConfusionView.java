package org.madaline.cli.report;

import static org.madaline.cli.report.ReportPage.escape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.runs.Text;

/// True and predicted classes on a page: a matrix where it fits, and the most frequent confusions where it is large.
final class ConfusionView {
    /// More classes do not fit the width of a page.
    private static final int LARGEST_MATRIX = 30;

    /// More classes are set small, with upright names above the columns.
    private static final int LARGEST_WIDE = 10;

    /// Of the names above the columns, in letters.
    private static final int WIDEST_NAMES = 80;

    private static final int MOST_PAIRS = 40;
    private static final int MOST_CLASSES = 20;

    private final Report.Confusion confusion;
    private final StringBuilder html = new StringBuilder();

    private ConfusionView(Report.Confusion confusion) {
        this.confusion = confusion;
    }

    static String html(Report.Confusion confusion) {
        return new ConfusionView(confusion).html();
    }

    private String html() {
        int classes = confusion.classNames().size();
        html.append("<h2>").append(escape(confusion.title())).append("</h2>\n");
        if (classes <= LARGEST_MATRIX) {
            html.append("<p>Rows: the true class; columns: what the model said.</p>\n");
            matrix(classes > LARGEST_WIDE);
        } else {
            html.append(Text.format("<p>A matrix of %,d classes fits no page; these are its largest errors.</p>\n", classes));
        }
        if (confusion.weighted()) {
            html.append("<p>Each example is counted once; recall and precision count the examples by their weights.</p>\n");
        }
        if (IntStream.range(0, classes).anyMatch(i -> confusion.row(i) == 0)) {
            html.append("<p>Classes without a recall have no example here.</p>\n");
        }
        if (classes > LARGEST_WIDE) {
            pairs(classes > LARGEST_MATRIX ? MOST_PAIRS : LARGEST_WIDE);
        }
        if (classes > LARGEST_MATRIX) {
            hardest();
        }
        return html.toString();
    }

    private void matrix(boolean dense) {
        int classes = confusion.classNames().size();
        html.append("<div class=\"wide\"><table class=\"confusion").append(dense ? " dense" : "").append(dense || isWide() ? " upright" : "").append("\"><tr><th></th>");
        confusion.classNames().forEach(name -> name("th", name));
        html.append("<th class=\"end\">recall</th></tr>\n");
        for (int i = 0; i < classes; i++) {
            html.append("<tr>");
            name("th", confusion.classNames().get(i));
            for (int j = 0; j < classes; j++) {
                shaded(i, j);
            }
            html.append("<td class=\"end\">").append(percent(confusion.recall().get(i), dense)).append("</td></tr>\n");
        }
        html.append("<tr class=\"end\"><th>precision</th>");
        for (int j = 0; j < classes; j++) {
            html.append("<td>").append(percent(confusion.precision().get(j), dense)).append("</td>");
        }
        html.append("<td></td></tr></table></div>\n");
    }

    /// Whether the names side by side would be wider than the page.
    private boolean isWide() {
        return confusion.classNames().stream().mapToInt(name -> Math.clamp(name.length(), 5, 18)).sum() > WIDEST_NAMES;
    }

    private void name(String tag, String name) {
        html.append('<').append(tag).append(" title=\"").append(escape(name)).append("\"><span>").append(escape(name)).append("</span></").append(tag).append('>');
    }

    private void shaded(int i, int j) {
        long count = confusion.counts()[i][j];
        double share = confusion.row(i) == 0 ? 0 : (double) count / confusion.row(i);
        // Errors are rare in a good model: the square root makes them visible.
        double strength = i == j ? 0.75 * share : Math.sqrt(share);
        html.append(Text.format(
                "<td class=\"%s\" style=\"--s:%.0f%%\" title=\"%s, taken for %s\">%s</td>",
                i == j ? "right" : "wrong",
                100 * strength,
                escape(confusion.classNames().get(i)),
                escape(confusion.classNames().get(j)),
                count == 0 ? "" : count));
    }

    /// The confusions that occurred, the most frequent first.
    static List<Report.Confusion.Pair> frequent(Report.Confusion confusion) {
        var pairs = new ArrayList<Report.Confusion.Pair>();
        for (int i = 0; i < confusion.counts().length; i++) {
            for (int j = 0; j < confusion.counts().length; j++) {
                if (i != j && confusion.counts()[i][j] > 0) {
                    pairs.add(new Report.Confusion.Pair(i, j, confusion.counts()[i][j]));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Report.Confusion.Pair::count).reversed());
        return pairs;
    }

    private void pairs(int most) {
        List<Report.Confusion.Pair> pairs = frequent(confusion);
        if (pairs.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("true class", "taken for", ">times", ">of the class"));
        pairs.stream().limit(most).forEach(pair -> rows.add(List.of(
                confusion.classNames().get(pair.actual()),
                confusion.classNames().get(pair.predicted()),
                Text.format("%,d", pair.count()),
                percent((double) pair.count() / confusion.row(pair.actual()), false))));
        html.append("<h3>Most frequent confusions</h3>\n");
        more(pairs.size(), most, "confusions");
        html.append(ReportPage.rows(rows));
    }

    private void more(int all, int shown, String what) {
        if (all > shown) {
            html.append(Text.format("<p>%,d of %,d %s.</p>\n", shown, all, what));
        }
    }

    /// The classes of which fewest were found.
    private void hardest() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("class", ">recall", ">precision", ">examples"));
        int[] occurring = IntStream.range(0, confusion.counts().length).filter(i -> confusion.row(i) > 0).toArray();
        IntStream.of(occurring).boxed()
                .sorted(Comparator.comparingDouble(i -> confusion.recall().get(i)))
                .limit(MOST_CLASSES)
                .forEach(i -> rows.add(List.of(
                        confusion.classNames().get(i),
                        percent(confusion.recall().get(i), false),
                        percent(confusion.precision().get(i), false),
                        Text.format("%,d", confusion.row(i)))));
        html.append("<h3>Classes that were found least</h3>\n");
        more(occurring.length, MOST_CLASSES, "classes");
        html.append(ReportPage.rows(rows));
    }

    /// @param brief whole percents without their sign
    private static String percent(double share, boolean brief) {
        return Double.isNaN(share) ? "-" : Text.format(brief ? "%.0f" : "%.1f %%", 100.0 * share);
    }
}
