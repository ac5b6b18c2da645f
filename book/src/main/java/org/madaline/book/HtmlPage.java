package org.madaline.book;

import java.util.List;
import java.util.Map;
import org.madaline.book.figures.BookFigure;
import org.madaline.book.figures.BookFigure.Plate;

/// The page `index.html`: the figures, then each item with its formula and its worked example. One file with no
/// script and no foreign resource, in light or dark as the reader's system asks.
final class HtmlPage {
    private HtmlPage() {}

    static String of(Map<BookFigure, Plate> plates) {
        StringBuilder out = new StringBuilder();
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<title>Artificial neural networks, executable</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        navigation(out, plates);
        out.append("<main>\n<header><p class=\"over\">Madaline</p><h1>Artificial neural networks, executable</h1>\n");
        out.append(
                "<p class=\"lead\">The figures, formulas and worked examples of the textbook <cite>Artificial Neural Networks (ANNs)</cite> by "
                        + "Suvinava Basak (2025), computed by the software itself. Open an item to follow its numbers.</p></header>\n");
        out.append("<section id=\"figures\"><h2>Figures</h2>\n");
        plates.forEach((figure, plate) -> figure(out, figure, plate));
        out.append("</section>\n");
        chapter(out, "chapter1", "Chapter 1: Introduction", "1.");
        chapter(out, "chapter2", "Chapter 2: Logistic regression", "2.");
        chapter(out, "chapter3", "Chapter 3: Artificial neural networks", "3.");
        out.append(
                        "<footer>Made by <code>./madaline book</code>. Each number on this page is computed anew with each run; ")
                .append("tests hold all of them.</footer>\n</main>\n</body>\n</html>\n");
        return out.toString();
    }

    private static void navigation(StringBuilder out, Map<BookFigure, Plate> plates) {
        out.append("<nav><p><a href=\"#figures\">Figures</a></p><ul>\n");
        for (BookFigure figure : plates.keySet()) {
            out.append("<li><a href=\"#")
                    .append(figure.file())
                    .append("\">")
                    .append(escape(label(figure)))
                    .append("</a></li>\n");
        }
        out.append(
                "</ul><p><a href=\"#chapter1\">Chapter 1</a></p><p><a href=\"#chapter2\">Chapter 2</a></p><p><a href=\"#chapter3\">Chapter 3</a></p></nav>\n");
    }

    private static String label(BookFigure figure) {
        return figure.number().isEmpty() ? figure.title() : figure.number() + " " + figure.title();
    }

    private static void figure(StringBuilder out, BookFigure figure, Plate plate) {
        String name = figure.number().isEmpty() ? "" : "<b>Figure " + figure.number() + ".</b> ";
        String file = figure.file();
        out.append("<figure id=\"")
                .append(file)
                .append("\"><h3>")
                .append(escape(figure.title()))
                .append("</h3>\n");
        out.append("<a href=\"")
                .append(file)
                .append(".svg\"><img src=\"")
                .append(file)
                .append(".svg\" alt=\"")
                .append(escape(figure.title() + ". " + figure.caption()))
                .append("\" width=\"")
                .append(plate.figure().width())
                .append("\" height=\"")
                .append(plate.figure().height())
                .append("\" loading=\"lazy\"></a>\n");
        out.append("<figcaption>").append(name).append(escape(figure.caption()));
        out.append(plate.note().isEmpty() ? "" : " <em>" + escape(plate.note()) + "</em>");
        out.append("<span class=\"files\">");
        for (String ending : List.of("svg", "png", "csv")) {
            out.append("<a href=\"")
                    .append(file)
                    .append('.')
                    .append(ending)
                    .append("\">")
                    .append(ending.toUpperCase(java.util.Locale.ROOT))
                    .append("</a> ");
        }
        out.append("</span></figcaption></figure>\n");
    }

    private static void chapter(StringBuilder out, String id, String title, String prefix) {
        out.append("<section id=\"").append(id).append("\"><h2>").append(title).append("</h2>\n");
        for (BookItem item : Book.items()) {
            if (item.number().startsWith(prefix) && item.kind() != Kind.FIGURE) {
                Sheet sheet = new Sheet();
                item.example().accept(sheet);
                String anchor = item.kind().name().toLowerCase(java.util.Locale.ROOT) + "-" + item.number();
                out.append("<details class=\"")
                        .append(item.kind() == Kind.EQUATION ? "equation" : "named")
                        .append("\" id=\"")
                        .append(anchor)
                        .append("\"><summary><span class=\"name\">");
                out.append(item.kind() == Kind.EQUATION ? "(" + item.number() + ")" : item.name())
                        .append("</span> ");
                out.append(item.title().isEmpty() ? "" : "<b>" + escape(item.title()) + "</b> ");
                out.append("<span class=\"formula\">")
                        .append(escape(item.statement()))
                        .append("</span></summary>\n<pre>");
                out.append(escape(sheet.toString())).append("</pre>\n<p class=\"places\">");
                item.code()
                        .forEach(place ->
                                out.append("code <code>").append(escape(place)).append("</code><br>"));
                out.append("test <code>").append(escape(item.test())).append("</code></p></details>\n");
            }
        }
        out.append("</section>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final String STYLE = """
            :root { color-scheme: light dark; --ground: #fafaf8; --card: #ffffff; --ink: #1f2328; --soft: #5b6470;
              --line: #dfe3e8; --link: #0b62a4; --code: #f2f4f6; }
            @media (prefers-color-scheme: dark) { :root { --ground: #14171c; --card: #1b1f26; --ink: #e4e7eb;
              --soft: #9aa4b2; --line: #2d343f; --link: #7cc0f5; --code: #11141a; } }
            * { box-sizing: border-box; }
            html { scroll-behavior: smooth; }
            body { margin: 0; background: var(--ground); color: var(--ink); display: grid;
              grid-template-columns: 17rem minmax(0, 1fr);
              font: 17px/1.6 "Charter", "Bitstream Charter", "Iowan Old Style", Georgia, "Noto Serif", serif; }
            nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 2.2rem 1rem 2rem 1.6rem;
              border-right: 1px solid var(--line); font: 14px/1.45 system-ui, "Noto Sans", sans-serif; }
            nav ul { list-style: none; padding: 0; margin: 0 0 1.2rem; }
            nav li { margin: .3rem 0; }
            nav p { margin: .4rem 0; font-weight: 600; }
            a { color: var(--link); text-decoration: none; }
            a:hover { text-decoration: underline; }
            main { max-width: 70rem; padding: 2.6rem 3rem 5rem; }
            h1 { font-size: 2.5rem; line-height: 1.15; margin: 0 0 .8rem; letter-spacing: -.01em; }
            h2 { font-size: 1.7rem; margin: 3.5rem 0 1.2rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
            h3 { font-size: 1.15rem; margin: 0 0 .7rem; }
            .over { font: 600 13px/1 system-ui, sans-serif; letter-spacing: .14em; text-transform: uppercase; color: var(--soft); }
            .lead { font-size: 1.15rem; color: var(--soft); max-width: 46rem; }
            figure { margin: 0 0 3.2rem; scroll-margin-top: 1.5rem; }
            figure img { max-width: 100%; height: auto; display: block; border-radius: 8px; }
            figcaption { margin-top: .7rem; color: var(--soft); font-size: .95rem; max-width: 50rem; }
            figcaption b { color: var(--ink); }
            .files { margin-left: .6rem; font: 12px system-ui, sans-serif; white-space: nowrap; }
            details { border-bottom: 1px solid var(--line); padding: .45rem 0; scroll-margin-top: 1rem; }
            summary { cursor: pointer; }
            summary:hover .name { text-decoration: underline; }
            .name { font: 600 14px system-ui, "Noto Sans", sans-serif; color: var(--link); margin-right: .5rem; }
            .named > summary { padding: .2rem 0; }
            .named .formula { display: block; margin-left: 1.1rem; }
            .formula { white-space: pre-line; font-family: "STIX Two Text", "Cambria", "Noto Serif", Georgia, serif; }
            pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.2rem; overflow-x: auto;
              font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
            .places { font: 13px/1.6 system-ui, sans-serif; color: var(--soft); margin: .3rem 0 .8rem; overflow-wrap: anywhere; }
            code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .93em; }
            footer { margin-top: 4rem; color: var(--soft); font-size: .9rem; }
            @media (max-width: 900px) { body { display: block; } nav { position: static; height: auto; border: 0; padding: 1.5rem 1.2rem 0; }
              main { padding: 1.5rem 1.2rem 4rem; } h1 { font-size: 2rem; } }
            @media print { nav { display: none; } body { display: block; background: #fff; } }
            """;
}
