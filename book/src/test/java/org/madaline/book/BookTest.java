package org.madaline.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.book.figures.FigureData;
import org.madaline.book.logistic.Fit;
import org.madaline.book.logistic.Samples;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;

class BookTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static List<BookItem> items() {
        return Book.items();
    }

    @Test
    void everyNumberedItemOfChapters2And3IsThereOnce() throws IOException {
        List<String> numbers;
        try (var in = BookTest.class.getResourceAsStream("numbers.txt")) {
            numbers = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .toList();
        }
        assertThat(Book.items().stream()
                        .map(i -> i.kind().word().toLowerCase(java.util.Locale.ROOT) + " " + i.number()))
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    @ParameterizedTest
    @MethodSource("items")
    void everyItemRuns(BookItem item) {
        String page = item.page();
        assertThat(page).startsWith(item.name()).contains(item.test()).doesNotContain("NaN");
        String example =
                page.substring(page.indexOf(item.test()) + item.test().length()).strip();
        assertThat(example).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("items")
    void everyItemNamesCodeAndATestThatExist(BookItem item) throws Exception {
        for (String place : item.code()) {
            String[] parts = place.split("#");
            Class<?> type = Class.forName(parts[0]);
            boolean method = Stream.of(type.getDeclaredMethods())
                    .anyMatch(m -> m.getName().equals(parts[1]));
            boolean field = Stream.of(type.getDeclaredFields())
                    .anyMatch(f -> f.getName().equals(parts[1]));
            assertThat(method || field).as("%s of %s", place, item.name()).isTrue();
        }
        String[] test = item.test().split("#");
        assertThat(Files.readString(source(test[0])))
                .as("%s of %s", item.test(), item.name())
                .containsPattern("@(Parameterized)?Test\\s(.*\\s)?    void " + test[1] + "\\(");
    }

    private static Path source(String testClass) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(m -> m.resolve("src/test/java/" + testClass.replace('.', '/') + ".java"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no test class " + testClass));
        }
    }

    @Test
    void theIndexIsUpToDate() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/book/index.md")))
                .as("docs/book/index.md is stale; write it anew with org.madaline.book.BookIndex")
                .isEqualTo(BookIndex.markdown());
    }

    @Test
    void itemsAreFoundAsAReaderNamesThem() {
        assertThat(Book.find("3.4.1"))
                .extracting(BookItem::name)
                .containsExactlyInAnyOrder(
                        "Lemma 3.4.1", "Theorem 3.4.1", "Remark 3.4.1", "Definition 3.4.1", "Algorithm 3.4.1");
        assertThat(Book.find("theorem 3.4.1")).extracting(BookItem::name).containsExactly("Theorem 3.4.1");
        assertThat(Book.find("(3.38)")).extracting(BookItem::name).containsExactly("Equation (3.38)");
        assertThat(Book.find("eq 2.4")).extracting(BookItem::name).containsExactly("Equation (2.4)");
        assertThat(Book.find("Fig. 2.4")).extracting(BookItem::name).containsExactly("Figure 2.4");
        assertThat(Book.find("2.4")).hasSize(2);
        assertThatThrownBy(() -> Book.find("3.4.7"))
                .hasMessage("the book has no item '3.4.7'; near it are 3.4.1, 3.4.2");
        assertThatThrownBy(() -> Book.find("lemma")).hasMessageContaining("the book has no item 'lemma'");
    }

    @Test
    void anItemExplainsItself() {
        assertThat(Book.run("algorithm 3.4.1"))
                .contains(
                        "Algorithm 3.4.1: Vectorized back-propagation",
                        "BackPropagation#vectorized",
                        "δ[2] = f(x) - y",
                        "line 9 is skipped",
                        "finite differences");
    }

    @Test
    void thePageHoldsAllFiguresAndItems(@TempDir Path folder) throws IOException {
        List<String> progress = new ArrayList<>();
        Path page = Book.write(folder, FigureData.digits(), progress::add);
        String html = Files.readString(page);
        for (var figure : org.madaline.book.figures.Figures.all()) {
            for (String ending : List.of(".svg", ".png", ".csv")) {
                assertThat(folder.resolve(figure.file() + ending)).isNotEmptyFile();
                assertThat(html).contains(figure.file() + ending);
            }
        }
        assertThat(progress).hasSameSizeAs(org.madaline.book.figures.Figures.all());
        assertThat(html)
                .contains("prefers-color-scheme: dark", "id=\"theorem-3.4.1\"", "id=\"equation-3.56\"")
                .doesNotContain("<script");
    }

    @Test
    void penaltiesHelpInManyDimensions() {
        Samples train = SectionExamples.noisy(80, 200, 1);
        Samples test = SectionExamples.noisy(4000, 200, 2);
        Fit loose = Fit.of(train.x(), train.y(), 1e-6);
        Fit tight = Fit.of(train.x(), train.y(), 10);
        assertThat(loose.accuracy(train.x(), train.y())).isOne();
        assertThat(loose.accuracy(test.x(), test.y())).isLessThan(0.87);
        assertThat(tight.accuracy(test.x(), test.y())).isGreaterThan(loose.accuracy(test.x(), test.y()) + 0.01);
    }

    @Test
    void theNetworkOfTheMnistExampleHasItsParameters() {
        Graph graph = new Graph(Mode.TRAINING);
        Network.of(
                        Shape.of(784),
                        new Dense(100),
                        new BatchNorm(),
                        Activation.RELU,
                        new Dropout(0.2),
                        new Dense(50),
                        new BatchNorm(),
                        Activation.RELU,
                        new Dropout(0.2),
                        new Dense(10))
                .build(graph, 2);
        int parameters = graph.variables().values().stream()
                .filter(Graph.Variable::trained)
                .mapToInt(v -> v.shape().size())
                .sum();
        assertThat(parameters).isEqualTo(78_500 + 5_050 + 510 + 300);
        assertThat(Book.run("example 3.3.1")).contains("84060");
    }
}
