package org.madaline.kernels.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.Fused;
import org.madaline.kernels.portable.PortableProvider;

class KernelsLoaderTest {
    private static final KernelsProvider PORTABLE = new PortableProvider();

    /// Faster kernels that cannot run.
    private record Hindered() implements KernelsProvider {
        @Override
        public String name() {
            return "fast";
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public Optional<String> obstacle() {
            return Optional.of("fast needs a flag");
        }

        @Override
        public Kernels create() {
            throw new AssertionError("cannot run");
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(KernelsLoader.choose(null, List.of(PORTABLE)).notice().orElseThrow())
                .doesNotContain("\n")
                .contains(Fused.HARDWARE ? "madaline-kernels-vector" : "fused multiply-add");
        KernelsLoader.Choice choice = KernelsLoader.choose(null, List.of(new Hindered(), PORTABLE));
        assertThat(choice.kernels().name()).isEqualTo("portable");
        assertThat(choice.notice()).contains("fast needs a flag");
    }

    @Test
    void whatWasAskedForIsTakenWithoutANotice() {
        assertThat(KernelsLoader.choose("portable", List.of(new Hindered(), PORTABLE)).notice()).isEmpty();
        assertThatThrownBy(() -> KernelsLoader.choose("fast", List.of(new Hindered(), PORTABLE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dmadaline.kernels=fast")
                .hasMessageContaining("fast needs a flag");
        assertThatThrownBy(() -> KernelsLoader.choose("slow", List.of(PORTABLE)))
                .hasMessageContaining("names no kernels")
                .hasMessageContaining("portable");
    }
}
