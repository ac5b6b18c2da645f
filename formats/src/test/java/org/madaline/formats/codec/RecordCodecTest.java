package org.madaline.formats.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.data.Scaler;
import org.madaline.formats.Json;
import org.madaline.tensor.Shape;

class RecordCodecTest {
    /// An open interface: who implements it must be given.
    public interface Part {}

    public enum Side { LEFT, RIGHT }

    public enum Plain implements Part { NOTHING }

    public record Leaf(int count, long size, double weight, float share, boolean fresh, String name, Side side) implements Part {}

    public record Tree(List<Part> parts, Map<String, Form> forms, Optional<Leaf> first, Shape shape) implements Part {}

    /// A closed list: its records need not be given.
    public sealed interface Form {
        record Circle(double radius) implements Form {}

        record Box(double[] sides, Optional<String> type) implements Form {}

        enum Fixed implements Form { POINT }
    }

    public record Picky(int size) implements Part {
        public Picky {
            if (size < 1) {
                throw new IllegalArgumentException("the size is at least 1, not " + size);
            }
            if (size == 13) {
                throw new NullPointerException();
            }
        }
    }

    public record Chain(Optional<Part> next) implements Part {}

    public record Secret(int value) implements Part {}

    private static final RecordCodec CODEC = RecordCodec.of(Leaf.class, Tree.class, Plain.class, Picky.class, Chain.class);

    private static final Leaf LEAF = new Leaf(-1, 1L << 60, 0.1, 1.5f, true, "ü\"\n", Side.RIGHT);

    @Test
    void everyKindOfComponentIsReadAsItWasWritten() {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("z", new Form.Circle(1.0 / 3));
        forms.put("a", Form.Fixed.POINT);
        Tree tree = new Tree(List.of(LEAF, Plain.NOTHING, new Chain(Optional.empty())), forms, Optional.of(LEAF), Shape.of(3, 4));
        String json = CODEC.write(tree);
        Tree read = CODEC.read(json, Tree.class);
        assertThat(read).isEqualTo(tree);
        assertThat(read.forms().keySet()).containsExactly("z", "a");
        assertThat(CODEC.write(CODEC.read(json, Part.class))).isEqualTo(json);
        assertThat(json).startsWith("{\"format\":1,\"value\":{\"type\":\"Tree\",\"parts\":[{\"type\":\"Leaf\",\"count\":-1,");
    }

    @Test
    void aRootOfASealedInterfaceNeedsNoRegistration() {
        var box = new Form.Box(new double[] {1, 2.5}, Optional.empty());
        assertThatThrownBy(() -> CODEC.write(box, Form.class)).hasMessageContaining("component type");
        String json = CODEC.write(new Form.Circle(2), Form.class);
        assertThat(CODEC.read(json, Form.class)).isEqualTo(new Form.Circle(2));
        assertThatThrownBy(() -> CODEC.write(new Form.Circle(2))).hasMessageContaining("Circle").hasMessageContaining("RecordCodec.with");
    }

    @Test
    void doublesKeepTheirBits() {
        var random = new Random(1);
        List<Double> values = new ArrayList<>(List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE, Double.MAX_VALUE, 1e300, 9007199254740993.0, 0.1 + 0.2));
        for (int i = 0; i < 2000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            values.add(Double.isNaN(value) ? 1 : value);
        }
        RecordCodec codec = RecordCodec.of(Scaler.class, Leaf.class);
        for (double value : values) {
            Leaf leaf = new Leaf(0, 0, value, (float) value, false, "", Side.LEFT);
            Leaf read = codec.read(codec.write(leaf), Leaf.class);
            assertThat(Double.doubleToRawLongBits(read.weight())).isEqualTo(Double.doubleToRawLongBits(value));
            assertThat(Float.floatToRawIntBits(read.share())).isEqualTo(Float.floatToRawIntBits((float) value));
        }
        Scaler scaler = new Scaler(new double[] {0.1, -5}, new double[] {1.0 / 3, 1e-300});
        assertThat(codec.read(codec.write(scaler), Scaler.class)).isEqualTo(scaler);
    }

    @Test
    void aComponentThatFilesDoNotHaveIsItsDefault() {
        String old = "{\"format\":1,\"value\":{\"type\":\"Leaf\",\"count\":1,\"size\":2,\"weight\":3,\"share\":4,\"fresh\":false,\"name\":\"x\"}}";
        assertThatThrownBy(() -> CODEC.read(old, Leaf.class))
                .hasMessage("side: expected one of LEFT, RIGHT, found nothing");
        RecordCodec codec = CODEC.withDefault(Leaf.class, "side", Side.LEFT);
        Leaf leaf = codec.read(old, Leaf.class);
        assertThat(leaf).isEqualTo(new Leaf(1, 2, 3, 4, false, "x", Side.LEFT));
        assertThat(codec.write(leaf)).doesNotContain("side");
        assertThat(codec.write(LEAF)).contains("\"side\":\"RIGHT\"");
        assertThatThrownBy(() -> CODEC.withDefault(Leaf.class, "sides", 1)).hasMessageContaining("no component sides");
        assertThatThrownBy(() -> CODEC.withDefault(Leaf.class, "count", "1")).hasMessageContaining("Leaf.count is no int");
    }

    @Test
    void typesThatWereRenamedAreRead() {
        RecordCodec codec = CODEC.with("Knob", Leaf.class);
        String json = codec.write(LEAF);
        assertThat(json).contains("\"type\":\"Leaf\"");
        assertThat(codec.read(json.replace("\"Leaf\"", "\"Knob\""), Part.class)).isEqualTo(LEAF);
        assertThatThrownBy(() -> codec.with("Knob", Tree.class)).hasMessageContaining("cannot both be called Knob");
    }

    @Test
    void laterFormatsAreRefusedAsSuch() {
        String json = CODEC.withFormat(3).write(LEAF);
        assertThat(CODEC.withFormat(4).read(json, Leaf.class)).isEqualTo(LEAF);
        assertThatThrownBy(() -> CODEC.read(json, Leaf.class)).hasMessageContaining("format 3 by a later version");
    }

    @Test
    void whatIsNotAllowedIsRefusedByItsName() {
        assertThatThrownBy(() -> CODEC.write(new Chain(Optional.of(new Secret(1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Secret").hasMessageContaining("RecordCodec.with");
        String json = CODEC.with(Secret.class).write(new Chain(Optional.of(new Secret(1))));
        assertThatThrownBy(() -> CODEC.read(json, Part.class)).hasMessageStartingWith("next: unknown Part \"Secret\"; known are [Chain, Leaf");
        assertThat(CODEC.with(Secret.class).read(json, Part.class)).isEqualTo(new Chain(Optional.of(new Secret(1))));
        assertThatThrownBy(() -> CODEC.read(json.replace("Secret", "java.lang.Runtime"), Part.class))
                .hasMessageContaining("java.lang.Runtime");
        Part lambda = new Part() {};
        assertThatThrownBy(() -> CODEC.write(new Chain(Optional.of(lambda)))).hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> RecordCodec.of(String.class)).hasMessageContaining("neither a record nor an enum");
    }

    @Test
    void nullIsNeverWrittenNorRead() {
        assertThatThrownBy(() -> CODEC.write(new Leaf(1, 1, 1, 1, true, null, Side.LEFT))).hasMessageStartingWith("name: null");
        assertThatThrownBy(() -> CODEC.write(new Chain(null))).hasMessageStartingWith("next: null");
        assertThatThrownBy(() -> CODEC.write(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"type\":\"Picky\",\"size\":0}|Picky: the size is at least 1, not 0",
        "{\"type\":\"Picky\",\"size\":13}|Picky does not take these components",
        "{\"type\":\"Picky\",\"size\":null}|size: expected a whole number of type int, found nothing",
        "{\"type\":\"Picky\"}|size: expected a whole number of type int, found nothing",
        "{\"type\":\"Picky\",\"size\":1.5}|size: expected a whole number of type int, found 1.5",
        "{\"type\":\"Picky\",\"size\":3000000000}|size: expected a whole number of type int, found 3000000000",
        "{\"type\":\"Picky\",\"size\":1,\"more\":2}|Picky has no component \"more\"",
        "{\"type\":7,\"size\":1}|its type, found",
        "{\"size\":1}|its type, found",
        "{\"type\":\"Chain\",\"next\":[1]}|next: expected Part, found [1]",
        "{\"type\":\"Chain\",\"next\":{\"type\":\"Chain\",\"next\":3}}|next.next: expected Part, found 3",
        "{\"type\":\"Tree\",\"parts\":[null],\"forms\":{},\"shape\":[1]}|parts[0]: expected Part, found nothing",
        "{\"type\":\"Tree\",\"parts\":{},\"forms\":{},\"shape\":[1]}|parts: expected a list, found {}",
        "{\"type\":\"Tree\",\"parts\":[],\"forms\":{\"a\":{\"type\":\"Circle\",\"radius\":1e999}},\"shape\":[1]}|forms.a.radius: expected a number",
        "{\"type\":\"Tree\",\"parts\":[],\"forms\":{\"a\":{\"type\":\"Leaf\"}},\"shape\":[1]}|unknown Form \"Leaf\"",
        "{\"type\":\"Tree\",\"parts\":[],\"forms\":{\"a\":{\"type\":\"Fixed\"}},\"shape\":[1]}|expected one of POINT",
        "{\"type\":\"Tree\",\"parts\":[],\"forms\":{},\"shape\":[-1]}|shape: a shape has no negative size",
        "{\"type\":\"Tree\",\"parts\":[],\"forms\":{},\"shape\":null}|shape: expected a list of lengths, found nothing",
        "[]|expected Part",
        "null|expected Part",
    })
    void faultsSayWhereTheyLieAndWhatWasExpected(String value, String message) {
        assertThatThrownBy(() -> CODEC.read("{\"format\":1,\"value\":" + value + "}", Part.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"format\":1}", "{\"format\":\"1\",\"value\":{}}", "{\"format\":0,\"value\":{}}",
        "{\"format\":1,\"value\":{},\"x\":1}", "{\"format\":1,\"format\":1,\"value\":{}}"})
    void whatIsNoEnvelopeIsRefused(String text) {
        assertThatThrownBy(() -> CODEC.read(text, Part.class)).isInstanceOf(IllegalArgumentException.class).hasMessageMatching(".+");
    }

    @Test
    void depthIsBoundedInBothDirections() {
        Part deep = Plain.NOTHING;
        for (int i = 0; i < 600; i++) {
            deep = new Chain(Optional.of(deep));
        }
        assertThat(CODEC.read(CODEC.write(deep), Part.class)).isEqualTo(deep);
        for (int i = 0; i < 20_000; i++) {
            deep = new Chain(Optional.of(deep));
        }
        Part deeper = deep;
        assertThatThrownBy(() -> CODEC.write(deeper)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("too deep");
        String text = "{\"format\":1,\"value\":" + "{\"type\":\"Chain\",\"next\":".repeat(20_000);
        assertThatThrownBy(() -> CODEC.read(text, Part.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CODEC.read(" ".repeat(RecordCodec.MAX_LENGTH + 1), Part.class)).hasMessageContaining("at most");
    }

    @Test
    void plainValuesGoIntoJsonOfTheCallersOwn() {
        String json = Json.write(Map.of("leaf", CODEC.toPlain(LEAF)));
        assertThat(CODEC.fromPlain(Json.readObject(json).get("leaf"), Leaf.class)).isEqualTo(LEAF);
    }
}
