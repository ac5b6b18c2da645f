package org.madaline.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.madaline.evaluate.GradientCheck;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Compares the gradients of a network with central differences in double precision.
@Command(
        description = "Compare a network's gradients with central differences in double precision.",
        mixinStandardHelpOptions = true)
final class GradCheckCommand implements Callable<Integer> {
    /// Larger relative errors are failures.
    private static final double TOLERANCE = 1e-7;

    @ParentCommand
    private Main main;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--input",
            paramLabel = "SHAPE",
            split = "x",
            defaultValue = "12",
            description = "The shape of one example, such as 20 or 1x28x28 (default: ${DEFAULT-VALUE}).")
    private List<Integer> input;

    @Option(names = "--classes", paramLabel = "N", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    private int classes;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "6", description = "Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "10",
            description = "Elements of each parameter that are compared (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() {
        TrainSettings.atLeast("--classes", classes, 2);
        TrainSettings.atLeast("--batch-size", batch, 2);
        TrainSettings.atLeast("--samples", samples, 1);
        input.forEach(size -> TrainSettings.atLeast("--input", size, 1));
        Network checked = network.settings().network(Shape.of(input.stream().mapToInt(i -> i).toArray()), classes);
        float[] y = new float[batch];
        for (int i = 0; i < batch; i++) {
            y[i] = i % classes;
        }
        var check = GradientCheck.of(
                checked,
                new SoftmaxCrossEntropy(),
                Tensor.wrap(Shape.of(batch), y),
                samples,
                seed);
        var table = new Table("parameter", "shape", ">compared", ">largest error", ">back-propagation", ">difference");
        for (GradientCheck.Result result : check.parameters()) {
            table.row(
                    result.name(),
                    result.shape(),
                    result.checked(),
                    Text.format("%.1e", result.error()),
                    Text.format("%.9g", result.analytic()),
                    Text.format("%.9g", result.numeric()));
        }
        table.print(main.terminal);
        boolean good = check.error() < TOLERANCE;
        main.terminal.line("");
        main.terminal.line(
                "largest relative error %.1e: %s", check.error(), good ? "the gradients agree" : "the gradients DISAGREE");
        return good ? 0 : Main.FAILED;
    }
}
