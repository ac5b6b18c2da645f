package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madaline.cli.report.Report;
import org.madaline.features.BasisFeatures;
import org.madaline.linear.LinearEstimator;
import org.madaline.linear.LinearModel;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// The weights that meet the input first, as pictures.
///
/// @param tensor `[units, ...]`
/// @param units their names; empty where they have none
record FirstLayer(Tensor tensor, List<String> units) {
    private static final int MOST_UNITS = 100;

    /// Empty where basis functions stand before the weights.
    private static Optional<FirstLayer> of(Pipeline<?> pipeline) {
        if (pipeline.features() instanceof BasisFeatures) {
            return Optional.empty();
        }
        return switch (pipeline.estimator()) {
            case NetworkEstimator network -> network.model().tensors().entrySet().stream()
                    .filter(e -> e.getKey().endsWith("weight") && e.getValue().shape().rank() > 1)
                    .findFirst()
                    .map(e -> new FirstLayer(e.getValue(), List.of()));
            case LinearEstimator(LinearModel model) when model.basis().isEmpty() ->
                Optional.of(of(model, pipeline.task().names()));
            default -> Optional.empty();
        };
    }

    private static FirstLayer of(LinearModel model, List<String> classes) {
        double[] w = model.weights();
        float[] values = new float[w.length];
        for (int i = 0; i < w.length; i++) {
            values[i] = (float) w[i];
        }
        int units = model.intercepts().length;
        return new FirstLayer(Tensor.wrap(Shape.of(units, model.features()), values),
                units == classes.size() ? classes : List.of(classes.getLast()));
    }

    /// The rows of the first weight that has the size of a picture (a dense layer), or its kernels (a convolution): one picture
    /// for each unit or filter, in grey or in the colours of the picture's channels.
    static Report.FirstWeights pictures(Pipeline<?> pipeline, Optional<Shape> picture) {
        Optional<FirstLayer> first = of(pipeline);
        return picture.isEmpty() || first.isEmpty() ? new Report.FirstWeights(List.of(), 0) : first.get().pictures(picture.get());
    }

    private Report.FirstWeights pictures(Shape picture) {
        Shape shape = tensor.shape();
        int channels = picture.dim(0);
        boolean dense = shape.rank() == 2 && shape.dim(1) == picture.size();
        boolean convolution = shape.rank() == 4 && shape.dim(1) == channels;
        if (!dense && !convolution) {
            return new Report.FirstWeights(List.of(), 0);
        }
        Shape one = dense ? picture : Shape.of(channels, shape.dim(2), shape.dim(3));
        List<Report.Weights> weights = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_UNITS, shape.dim(0)); i++) {
            float[] values = new float[one.size()];
            tensor.copyTo(i * values.length, values, 0, values.length);
            weights.add(new Report.Weights(units.isEmpty() ? Integer.toString(i + 1) : units.get(i), one, values));
        }
        return new Report.FirstWeights(weights, shape.dim(0));
    }
}
