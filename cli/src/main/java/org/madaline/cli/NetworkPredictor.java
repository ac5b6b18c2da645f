package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.basis.Basis;
import org.madaline.basis.BasisMetadata;
import org.madaline.data.Dataset;
import org.madaline.evaluate.Evaluation;
import org.madaline.features.PictureFeatures;
import org.madaline.graph.Mode;
import org.madaline.layer.Summary;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.tensor.Shape;

/// A network, and the basis functions before it.
record NetworkPredictor(Model model, Optional<Basis> basis) implements Predictor {
    @Override
    public Shape input() {
        return basis.map(b -> Shape.of(b.inputs())).orElse(model.network().input());
    }

    @Override
    public List<String> classNames() {
        return model.classNames();
    }

    /// The model's own, and how its pictures are prepared where its data set said that.
    @Override
    public Map<String, String> metadata() {
        if (!(model.preparation().orElse(null) instanceof PictureFeatures pictures)) {
            return model.metadata();
        }
        Map<String, String> all = new LinkedHashMap<>(ModelInput.ofImages(pictures.preprocessing()).metadata());
        all.putAll(model.metadata());
        return all;
    }

    @Override
    public NetworkPredictor with(Map<String, String> more) {
        return new NetworkPredictor(model.with(more), basis);
    }

    @Override
    public void save(Path file) throws IOException {
        model.with(basis.map(BasisMetadata::of).orElse(Map.of())).save(file);
    }

    @Override
    public float[] outputs(float[] x) {
        return model.predict(basis.map(b -> b.apply(x)).orElse(x));
    }

    @Override
    public Evaluation evaluate(Dataset data) {
        Dataset x = basis.map(b -> b.apply(data)).orElseGet(() -> data.withInputShape(model.network().input()));
        return model.evaluate(x, classNames().isEmpty() ? new MeanSquaredError() : new SoftmaxCrossEntropy());
    }

    @Override
    public Optional<Weights> firstWeights() {
        return model.tensors().entrySet().stream()
                .filter(e -> e.getKey().endsWith("weight") && e.getValue().shape().rank() > 1 && basis.isEmpty())
                .findFirst()
                .map(e -> new Weights(e.getValue(), List.of()));
    }

    @Override
    public void describe(Terminal terminal) {
        Summary summary = Summary.of(model.network(), Mode.TRAINING);
        print(terminal, summary);
        terminal.line("");
        basis.ifPresent(b -> terminal.line("basis         %s of %s", Text.count(b.size(), "function"), Text.count(b.inputs(), "input")));
        terminal.line("input         %s", model.network().input());
        terminal.line("output        %s", model.output());
        if (!classNames().isEmpty()) {
            terminal.line("classes       %s", String.join(", ", classNames()));
        }
        terminal.line("parameters    %s", Text.count(summary.parameters()));
        terminal.line("multiply-adds %s", Text.count(summary.multiplyAdds()));
        terminal.line("memory        %s of weights, and in training at most %s for each example of a batch",
                Text.bytes(summary.parameterBytes()), Text.bytes(Float.BYTES * summary.outputElements()));
    }

    /// Prints the table of layers; the memory of each is that of its parameters and of its output for one example.
    static void print(Terminal terminal, Summary summary) {
        var table = new Table("path", "layer", "output", ">parameters", ">multiply-adds", ">memory");
        for (Summary.Row row : summary.rows()) {
            table.row(row.path(), row.type(), row.output(), Text.count(row.parameters()), Text.count(row.multiplyAdds()),
                    Text.bytes(row.bytes()));
        }
        table.rule();
        table.row("", "total", "", Text.count(summary.parameters()), Text.count(summary.multiplyAdds()),
                Text.bytes(summary.rows().stream().mapToLong(Summary.Row::bytes).sum()));
        table.print(terminal);
    }
}
