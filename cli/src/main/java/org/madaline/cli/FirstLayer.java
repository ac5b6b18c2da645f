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
    private static final List<String> COLOURS = List.of("red", "green", "blue");

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

    /// The rows of the first weight that has the size of a picture (a dense layer), or its kernels (a convolution).
    static List<Report.Weights> pictures(Pipeline<?> pipeline, Optional<Shape> picture) {
        Optional<FirstLayer> first = of(pipeline);
        return picture.isEmpty() || first.isEmpty() ? List.of() : first.get().pictures(picture.get());
    }

    private List<Report.Weights> pictures(Shape picture) {
        Shape shape = tensor.shape();
        boolean dense = shape.rank() == 2 && shape.dim(1) == picture.size() && picture.dim(0) == 1;
        if (!dense && shape.rank() != 4) {
            return List.of();
        }
        int height = dense ? picture.dim(1) : shape.dim(2);
        int width = dense ? picture.dim(2) : shape.dim(3);
        int count = Math.min(MOST_UNITS, tensor.size() / (height * width));
        List<Report.Weights> weights = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[height * width];
            tensor.copyTo(i * values.length, values, 0, values.length);
            weights.add(new Report.Weights(units.isEmpty() ? unit(shape, i) : units.get(i), height, width, values));
        }
        return weights;
    }

    /// The number of a unit; for a filter of colour pictures with the colour of its kernel.
    private static String unit(Shape weights, int picture) {
        boolean colour = weights.rank() == 4 && weights.dim(1) == COLOURS.size();
        return colour
                ? (picture / COLOURS.size() + 1) + " " + COLOURS.get(picture % COLOURS.size())
                : Integer.toString(picture + 1);
    }
}
