package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;
import org.madaline.vision.VisionModels;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(Terminal.plain(new PrintWriter(out), new PrintWriter(err)), args);
    }

    @Test
    void helpIsShownForNoArguments() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Usage: madaline").contains("train");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anUnknownCommandIsAUsageErrorOfOneLine() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(err.toString()).startsWith("madaline: ").contains("'fly'").doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void gradientsAreChecked() {
        assertThat(run("gradcheck", "--input=2x3", "--hidden=5,4", "--samples=3")).isZero();
        assertThat(out.toString()).contains("1.weight", "[5, 6]", "the gradients agree");
        assertThat(run("gradcheck", "--input=0")).isEqualTo(2);
        assertThat(err.toString()).contains("--input must be at least 1, not 0");
    }

    @Test
    void ofALargeNetworkASampleIsChecked() {
        Network large = VisionModels.of("resnet18").network(Shape.of(3, 32, 32), 4);
        assertThat(GradCheckCommand.usual(large, 6).total()).isBetween(4, 40);
        Network larger = VisionModels.of("vgg19").network(Shape.of(3, 224, 224), 4);
        assertThat(GradCheckCommand.usual(larger, 6).total()).isEqualTo(4);
        Network small = VisionModels.of("lenet5").network(Shape.of(1, 28, 28), 10);
        assertThat(GradCheckCommand.usual(small, 6).total()).isGreaterThan(11 * 10);
    }

    @Test
    void helpOffersWhatIsAccepted() {
        assertThat(run("gradcheck", "--help")).isZero();
        assertThat(out.toString()).contains("mlp", "resnet18", "squeezenet1_1").doesNotContain("logistic,", "one-vs-rest");
        assertThat(run("train", "--help")).isZero();
        assertThat(out.toString()).contains("resnet18", "logistic");
    }

    @Test
    void anUnknownFlagIsAnsweredWithTheNearestOne() {
        assertThat(run("--verison")).isEqualTo(2);
        assertThat(err.toString()).contains("--verison").contains("--version");
    }
}
