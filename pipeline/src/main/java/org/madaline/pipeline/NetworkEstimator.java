package org.madaline.pipeline;

import org.madaline.data.Dataset;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.model.Model;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// A trained network.
///
/// @param model the network and its weights
/// @param form what its outputs are
public record NetworkEstimator(Model model, OutputForm form) implements Estimator {
    /// The form of the outputs is told from the network's last operation.
    ///
    /// @param model the network and its weights
    public NetworkEstimator(Model model) {
        this(model, OutputForm.of(model.network().build(new Graph(Mode.INFERENCE), 1)));
    }

    @Override
    public Shape input() {
        return model.network().input();
    }

    @Override
    public int outputs() {
        return model.output().size();
    }

    @Override
    public double[] outputs(double[] x) {
        float[] single = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            single[i] = (float) x[i];
        }
        float[] z = model.predict(single);
        return row(z, 0, z.length);
    }

    private static double[] row(float[] z, int from, int length) {
        double[] row = new double[length];
        for (int i = 0; i < length; i++) {
            row[i] = z[from + i];
        }
        return row;
    }

    @Override
    public double[][] outputs(Dataset data) {
        if (data.size() == 0) {
            return new double[0][];
        }
        Tensor all = model.evaluate(data.withInputShape(input()), null).outputs();
        float[] z = all.toArray();
        double[][] rows = new double[data.size()][];
        int width = z.length / rows.length;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(z, i * width, width);
        }
        return rows;
    }
}
