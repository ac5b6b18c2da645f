package org.madaline.book.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

class FiguresTest {
    private static final FigureData DATA = FigureData.digits();

    static List<BookFigure> figures() {
        return Figures.all();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFigureIsDrawnWithItsNumbers(BookFigure figure) throws Exception {
        BookFigure.Plate plate = figure.plate().apply(DATA);
        String svg = plate.figure().svg();
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("path").getLength()).isGreaterThan(10);
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(plate.figure().image().getWidth())
                .isEqualTo(2 * plate.figure().width());
        assertThat(plate.numbers().rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(plate.numbers().head()));
        assertThat(plate.numbers().text().lines())
                .hasSize(plate.numbers().rows().size() + 1);
    }
}
