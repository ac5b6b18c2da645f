package org.madaline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.computation.Engine;

/// 100 steps of training end in the same weights, bit for bit, wherever they are computed.
class ReproducibilityTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anyNumberOfThreads(int threads) {
        assertThat(Reproducibility.fingerprint(Engine.ofThreads(threads))).isEqualTo(Reproducibility.EXPECTED);
    }

    /// The width of vectors is a constant of the process, so each has a process of its own.
    @ParameterizedTest
    @CsvSource({
        "-Dmadaline.vector.bits=128, 1",
        "-Dmadaline.vector.bits=256, 2",
        "-Dmadaline.vector.bits=512, 3",
        "-Dmadaline.kernels=portable, 4"
    })
    void anyKernels(String option, String threads) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reproducibility.class.getName(),
                        threads)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output).startsWith(Reproducibility.EXPECTED);
    }
}
