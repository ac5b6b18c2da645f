package org.madaline.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.madaline.evaluate.GradientCheck;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.runs.Text;
import org.madaline.runs.TrainSettings;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Compares the gradients of a network with central differences in double precision.
@Command(
        description = "Compare a network's gradients with central differences in double precision.",
        mixinStandardHelpOptions = true,
        modelTransformer = GradCheckCommand.NetworksOnly.class)
final class GradCheckCommand implements Callable<Integer> {
    /// Larger relative errors are failures. Those of wrong gradients are larger by far; where a deep network has a kink at
    /// every step but the smallest, rounding leaves some 10⁻⁷.
    private static final double TOLERANCE = 1e-6;

    private static final int USUAL = 10;
    /// Operations that take the interpreter about half a minute, and evaluations that an element needs as a rule.
    private static final double HALF_A_MINUTE = 9e9;

    private static final int EVALUATIONS = 16;
    private static final int FEWEST = 4;

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
            description = "Elements of each parameter that are compared (default: " + USUAL
                    + ", of a large network as many as take about half a minute).")
    private Integer samples;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() {
        TrainSettings.atLeast("--classes", classes, 2);
        TrainSettings.atLeast("--batch-size", batch, 2);
        TrainSettings.atLeast("--samples", samples == null ? USUAL : samples, 1);
        input.forEach(size -> TrainSettings.atLeast("--input", size, 1));
        Network checked = network.settings().network(Shape.of(input.stream().mapToInt(i -> i).toArray()), classes);
        float[] y = new float[batch];
        for (int i = 0; i < batch; i++) {
            y[i] = i % classes;
        }
        GradientCheck.Elements elements =
                samples == null ? usual(checked, batch) : GradientCheck.Elements.each(samples);
        var check = GradientCheck.of(
                checked, new SoftmaxCrossEntropy(), Tensor.wrap(Shape.of(batch), y), elements, seed, this::progress);
        if (main.terminal.live()) {
            main.terminal.clear();
        }
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
        if (elements.total() <= check.compared()) {
            main.terminal.line(
                    "a sample, chosen by seed %s: %s, as the network is large; --samples compares so many of each parameter",
                    seed,
                    Text.count(check.compared(), "element"));
        }
        main.terminal.line(
                "largest relative error %.1e: %s", check.error(), good ? "the gradients agree" : "the gradients DISAGREE");
        return good ? 0 : Main.FAILED;
    }

    /// The usual number of elements, as far as they take about half a minute.
    static GradientCheck.Elements usual(Network checked, int batch) {
        double affordable = HALF_A_MINUTE / EVALUATIONS / GradientCheck.work(checked, batch);
        return new GradientCheck.Elements(USUAL, (int) Math.clamp(affordable, FEWEST, Integer.MAX_VALUE));
    }

    /// Offers networks where the same flag of `train` offers linear models as well.
    static final class NetworksOnly implements CommandLine.IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            OptionSpec model = spec.findOption("--model");
            spec.remove(model);
            return spec.addOption(model.toBuilder().completionCandidates(new Candidates.Networks()).build());
        }
    }

    private void progress(int done, int of) {
        if (main.terminal.live()) {
            main.terminal.redraw(done == 0 ? "gradients in double precision" : "compared " + done + " of " + of);
        }
    }
}
