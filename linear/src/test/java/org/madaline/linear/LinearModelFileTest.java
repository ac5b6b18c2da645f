package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.basis.BSplines;
import org.madaline.basis.Bases;
import org.madaline.basis.Basis;
import org.madaline.basis.Functions;
import org.madaline.basis.Projection;
import org.madaline.basis.RadialBasis;
import org.madaline.basis.ScalingBasis;
import org.madaline.basis.Squares;
import org.madaline.data.Scaler;
import org.madaline.formats.FormatException;
import org.madaline.formats.safetensors.DoubleTensors;
import org.madaline.model.Model;
import org.madaline.tensor.Shape;
import org.madaline.train.Penalty;

class LinearModelFileTest {
    private static final Golden.Data IRIS = Golden.raw("iris", "train");
    private static final Basis STANDARD = new ScalingBasis(Scaler.standard(IRIS.x()));

    @TempDir
    Path directory;

    static Stream<Basis> bases() {
        double[][] directions = {{1 / 3.0, 0.1, -2, 1e-300}, {0, Math.PI, 1, 1}};
        return Stream.of(
                STANDARD,
                STANDARD.then(Bases.quadratic(4)),
                STANDARD.then(new Squares(4)).and(STANDARD),
                STANDARD.then(new RadialBasis(Arrays.copyOf(IRIS.x(), 5), 0.3)),
                BSplines.uniform(new double[] {4, 2, 1, 0}, new double[] {8, 5, 7, 3}, 3, 3),
                new Projection(new double[] {5, 3, 4, 1}, directions));
    }

    @ParameterizedTest
    @MethodSource("bases")
    void aModelWithABasisIsReadAsTheSameBits(Basis basis) throws IOException {
        Settings settings = Settings.DEFAULT.withPenalty(Penalty.l2(0.1)).withBasis(basis);
        for (Classifier classifier : List.of(new SoftmaxRegression(settings), new OneVsRest(settings))) {
            check(classifier.fit(IRIS.matrix(), IRIS.y()), IRIS);
        }
        Golden.Data two = IRIS.pair(1, 2);
        check(new LogisticRegression(settings).fit(two.matrix(), two.y()), two);
    }

    private void check(LinearModel model, Golden.Data data) throws IOException {
        Path file = directory.resolve("model.safetensors");
        List<String> classes = model.classes() == 2 ? List.of("no", "yes") : List.of("a", "b", "ü\n\"");
        var saved = new LinearModelFile(model, classes, List.of("sl", "sw", "pl", "pw"), Map.of("seed", "7"));
        saved.write(file);
        byte[] bytes = Files.readAllBytes(file);
        LinearModelFile read = LinearModelFile.read(file);
        assertThat(read.model().kind()).isEqualTo(model.kind());
        assertThat(bits(read.model().weights())).isEqualTo(bits(model.weights()));
        assertThat(bits(read.model().intercepts())).isEqualTo(bits(model.intercepts()));
        assertThat(bits(read.model().scores(data.matrix()))).isEqualTo(bits(model.scores(data.matrix())));
        assertThat(read.model().convergence()).isEqualTo(model.convergence());
        assertThat(read.classNames()).isEqualTo(classes);
        assertThat(read.inputNames()).containsExactly("sl", "sw", "pl", "pw");
        assertThat(read.metadata()).containsExactly(Map.entry("seed", "7"));
        assertThat(read.featureNames()).hasSize(model.features());
        read.write(file);
        assertThat(file).hasBinaryContent(bytes);
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void featuresAreNamedByTheirInputs() {
        Basis basis = STANDARD.then(Bases.quadratic(4));
        var model = new LinearModel(LinearModel.Kind.LOGISTIC, 2, new double[14], new double[1], Optional.of(basis), List.of());
        assertThat(new LinearModelFile(model, List.of(), List.of("sl", "sw", "pl", "pw"), Map.of()).featureNames())
                .startsWith("sl", "sw", "pl", "pw", "sl^2", "sl sw")
                .endsWith("pw^2");
        assertThat(LinearModelFile.of(model).featureNames()).startsWith("x0", "x1").endsWith("x3^2");
    }

    @Test
    void userGivenFunctionsAreSavedByNameAndMustBeSuppliedAgain() throws IOException {
        Basis basis = new Functions(2, List.of(Functions.named("radius", x -> Math.hypot(x[0], x[1]))));
        var model = new LinearModel(
                LinearModel.Kind.LOGISTIC, 2, new double[] {2}, new double[] {-1}, Optional.of(basis), List.of());
        Path file = directory.resolve("own.safetensors");
        LinearModelFile.of(model).write(file);
        assertThatThrownBy(() -> LinearModelFile.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("own.safetensors: madaline.basis: the basis uses the function \"radius\"")
                .hasMessageContaining("code is not saved");
        LinearModel read = LinearModelFile.read(file, Map.of("radius", x -> Math.hypot(x[0], x[1]))).model();
        assertThat(read.scores(DesignMatrix.of(new double[] {3, 4}))).containsExactly(9);
    }

    @Test
    void aLinearModelIsNoNetworkAndTheOtherWayRound() throws IOException {
        Path file = directory.resolve("linear.safetensors");
        LinearModelFile.of(plain()).write(file);
        assertThatThrownBy(() -> Model.load(file)).isInstanceOf(FormatException.class).hasMessageContaining("LinearModelFile");
        DoubleTensors.of(DoubleTensors.read(file).tensors(), Map.of()).write(file);
        assertThatThrownBy(() -> LinearModelFile.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no madaline.linear");
    }

    private static LinearModel plain() {
        return new LinearModel(LinearModel.Kind.SOFTMAX, 3, new double[6], new double[3], Optional.empty(), List.of());
    }

    /// What a hostile file may say, and the part that the error names.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "madaline.linear | not json | madaline.linear is no valid JSON object",
        "madaline.linear | [] | madaline.linear is no valid JSON object",
        "madaline.linear | {\"kind\":\"java.lang.Runtime\",\"classes\":3} | madaline.linear.kind",
        "madaline.linear | {\"kind\":{\"a\":1},\"classes\":3} | linear",
        "madaline.linear | {\"kind\":\"SOFTMAX\",\"classes\":2000000000} | needs 2000000000 intercepts",
        "madaline.linear | {\"kind\":\"LOGISTIC\",\"classes\":2} | needs 1 intercepts",
        "madaline.linear | {\"kind\":\"SOFTMAX\",\"classes\":\"3\"} | madaline.linear.classes must be a whole number",
        "madaline.linear | {\"kind\":\"SOFTMAX\",\"classes\":3,\"convergence\":[{}]} | madaline.linear.iterations",
        "madaline.linear | {\"kind\":\"SOFTMAX\",\"classes\":3,\"convergence\":[{\"iterations\":1,\"evaluations\":1,\"risk\":\"x\"}]} | \"x\"",
        "madaline.basis | {} | the type of a basis is one of",
        "madaline.basis | 7 | madaline.basis is no valid JSON object",
        "madaline.basis | {\"type\":\"squares\",\"inputs\":3} | the basis has 3 functions",
        "madaline.basis | {\"type\":\"squares\",\"inputs\":2000000000} | at most 16777216",
        "madaline.basis | {\"type\":\"squares\",\"inputs\":-1} | at least one input",
        "madaline.basis | {\"type\":\"polynomial\",\"inputs\":1000000,\"degree\":9,\"interactions_only\":false,\"constant\":false} | at most 16777216",
        "madaline.basis | {\"type\":\"polynomial\",\"inputs\":2000000000,\"degree\":2000000000,\"interactions_only\":false,\"constant\":false} | 2^65536",
        "madaline.basis | {\"type\":\"polynomial\",\"inputs\":1,\"degree\":2000000000,\"interactions_only\":false,\"constant\":false} | at most 16777216",
        "madaline.basis | {\"type\":\"radial\",\"centres\":[[1,2],[1]],\"gamma\":1} | centres",
        "madaline.basis | {\"type\":\"bspline\",\"knots\":[[1,0]],\"degree\":1} | knots",
        "madaline.basis | {\"type\":\"projection\",\"centre\":[1e999],\"directions\":[[1]]} | finite",
        "madaline.classes | [\"a\"] | 3 classes",
        "madaline.classes | [[]] | linear",
        "madaline.inputs | [\"a\",\"b\",\"c\"] | 2 inputs"
    })
    void hostileTextsAreRefusedByName(String key, String text, String expected) throws IOException {
        Path file = directory.resolve("hostile.safetensors");
        LinearModelFile.of(plain()).write(file);
        DoubleTensors content = DoubleTensors.read(file);
        Map<String, String> texts = new LinkedHashMap<>(content.metadata());
        texts.put(key, text);
        DoubleTensors.of(content.tensors(), texts).write(file);
        assertThatThrownBy(() -> LinearModelFile.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("hostile.safetensors")
                .hasMessageContaining(expected);
    }

    @Test
    void tensorsThatDoNotFitAreRefused() throws IOException {
        Path file = directory.resolve("hostile.safetensors");
        LinearModelFile.of(plain()).write(file);
        Map<String, String> texts = DoubleTensors.read(file).metadata();
        var bias = new DoubleTensors.Values(Shape.of(3), new double[3]);
        var weight = new DoubleTensors.Values(Shape.of(3, 2), new double[6]);
        refused(file, texts, Map.of("weight", weight), "[weight]");
        refused(file, texts, Map.of("weight", weight, "bias", bias, "more", bias), "more");
        refused(file, texts, Map.of("weight", bias, "bias", bias), "expected [outputs, features]");
        refused(file, texts, Map.of("weight", new DoubleTensors.Values(Shape.of(2, 3), new double[6]), "bias", bias), "[2, 3]");
        refused(file, texts, Map.of("weight", new DoubleTensors.Values(Shape.of(3, 0), new double[0]), "bias", bias), "[3, 0]");
        var broken = new DoubleTensors.Values(Shape.of(3), new double[] {0, Double.NaN, 0});
        refused(file, texts, Map.of("weight", weight, "bias", broken), "value 1 of bias is NaN");
    }

    private static void refused(
            Path file, Map<String, String> texts, Map<String, DoubleTensors.Values> tensors, String expected)
            throws IOException {
        DoubleTensors.of(tensors, texts).write(file);
        assertThatThrownBy(() -> LinearModelFile.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void damagedBytesNeverEscapeAsAnotherException() throws IOException {
        Path file = directory.resolve("damaged.safetensors");
        Basis basis = new RadialBasis(new double[][] {{1, 2}, {3, 4}}, 0.5);
        var model = new LinearModel(LinearModel.Kind.SOFTMAX, 3, new double[6], new double[3], Optional.of(basis), List.of());
        LinearModelFile.of(model).write(file);
        byte[] whole = Files.readAllBytes(file);
        long seed = 20_261;
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            Files.write(file, damaged);
            try {
                LinearModelFile.read(file);
            } catch (FormatException e) {
                assertThat(e).as("seed %d, round %d", seed, i).hasMessageContaining("damaged.safetensors");
            }
        }
    }
}
