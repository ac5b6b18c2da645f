package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.basis.Basis;
import org.madaline.basis.BasisMetadata;
import org.madaline.data.Dataset;
import org.madaline.evaluate.Evaluation;
import org.madaline.formats.FormatException;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.linear.LinearModelFile;
import org.madaline.model.Model;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// A trained model of any kind, as the commands use it.
sealed interface Predictor permits NetworkPredictor, LinearPredictor {
    /// Reads a model of any kind.
    static Predictor load(Path file) throws IOException {
        if (SafeTensors.readHeader(file).metadata().containsKey(LinearModelFile.KEY)) {
            return new LinearPredictor(LinearModelFile.read(file));
        }
        Model model = Model.load(file);
        try {
            Optional<Basis> basis = BasisMetadata.basis(model.metadata(), Map.of());
            return new NetworkPredictor(model, basis);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), e.getMessage(), e);
        }
    }

    /// The shape of one example, before any basis.
    Shape input();

    /// Empty for a regression.
    List<String> classNames();

    Map<String, String> metadata();

    /// The same model with further metadata.
    Predictor with(Map<String, String> more);

    void save(Path file) throws IOException;

    /// What softmax makes probabilities of, or a single number: the score of the second of two classes, or a prediction.
    float[] outputs(float[] x);

    /// The outputs for all examples, with their mean loss and their accuracy.
    Evaluation evaluate(Dataset data);

    /// The weights that meet the input first, where each unit's can be seen as a picture if inputs are pixels; a name for
    /// each unit may be there.
    Optional<Weights> firstWeights();

    /// @param tensor `[units, ...]`
    /// @param units their names; empty where they have none
    record Weights(Tensor tensor, List<String> units) {}

    /// Prints what is in the model.
    void describe(Terminal terminal);
}
