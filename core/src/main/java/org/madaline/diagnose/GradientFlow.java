package org.madaline.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.madaline.autodiff.Backpropagation;
import org.madaline.data.Batch;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.tensor.Tensor;
import org.madaline.train.TrainingStep;

/// How far the error reaches, and how far each step goes: for the weights of each layer the gradient as training begins, and
/// the length of a step beside that of the weights. Biases and other vectors are left out.
///
/// @param layers from the input on; frozen ones are left out
public record GradientFlow(List<Layer> layers) {
    /// The list is copied.
    public GradientFlow {
        layers = List.copyOf(layers);
    }

    /// The weights of one layer.
    ///
    /// @param name     of the weights
    /// @param size     how many they are
    /// @param weight   the square root of their mean square, at the start
    /// @param gradient the same of their gradient
    /// @param error    the length of the gradient with respect to what the layer yields of a batch (the book's delta)
    /// @param update   the length of the last of a few steps, divided by that of the weights at the start
    public record Layer(String name, int size, double weight, double gradient, double error, double update) {}

    /// Looks at the first steps of a training.
    ///
    /// @param subject network and examples
    /// @param steps   the step that is measured, at least 2
    /// @return gradients of a batch before the first step, and the length of the last
    public static GradientFlow of(Subject subject, int steps) {
        List<Batch> batches = subject.batches(steps);
        List<String> names = new ArrayList<>();
        List<Tensor> values = subject.values(Mode.TRAINING, subject.weights(), batches.getFirst(), f -> gradients(f, names));
        TrainingStep step = subject.step();
        batches.subList(0, steps - 1).forEach(step::run);
        Map<String, Tensor> before = step.tensors();
        step.run(batches.getLast());
        Map<String, Tensor> after = step.tensors();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Tensor was = before.get(names.get(i));
            double first = root(values.get(3 * i));
            layers.add(new Layer(names.get(i), was.size(), first, root(values.get(3 * i + 1)), norm(values.get(3 * i + 2)),
                    distance(after.get(names.get(i)), was) / first));
        }
        return new GradientFlow(layers);
    }

    /// For the weights of each layer three nodes: they, the gradient with respect to them, and to what the layer yields.
    private static List<Node> gradients(Subject.Forward f, List<String> names) {
        List<Node> wrt = new ArrayList<>();
        for (Graph.Variable v : f.graph().variables().values()) {
            String layer = v.name().substring(0, Math.max(0, v.name().lastIndexOf('.')));
            if (v.trained() && v.shape().rank() > 1) {
                names.add(v.name());
                wrt.add(v.node());
                wrt.add(f.graph().parts().stream().filter(part -> part.path().equals(layer)).map(Graph.Part::output).findFirst()
                        .orElse(f.prediction()));
            }
        }
        Map<Node, Node> found = Backpropagation.gradients(f.loss(), wrt);
        // A plan that computes nothing is none.
        return wrt.isEmpty() ? List.of(f.loss()) : IntStream.range(0, wrt.size()).boxed()
                .flatMap(i -> i % 2 == 0 ? Stream.of(wrt.get(i), found.get(wrt.get(i))) : Stream.of(found.get(wrt.get(i))))
                .toList();
    }

    private static double root(Tensor tensor) {
        double sum = 0;
        for (float value : tensor.toArray()) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum / tensor.size());
    }

    private static double norm(Tensor tensor) {
        return root(tensor) * Math.sqrt(tensor.size());
    }

    private static double distance(Tensor a, Tensor b) {
        float[] from = a.toArray();
        float[] to = b.toArray();
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            sum += ((double) from[i] - to[i]) * ((double) from[i] - to[i]);
        }
        return Math.sqrt(sum / from.length);
    }

    /// {@return the error at the layer nearest to the input beside that at the last layer: far below 1 it vanishes on its way
    /// back, far above it explodes; NaN where there are not two layers}
    public double reach() {
        // What some layers yield is not on the way to the loss, though their weights are, as where several networks are one.
        List<Layer> told = layers.stream().filter(layer -> layer.error() > 0 || layer.gradient() == 0).toList();
        return told.size() < 2 || told.getLast().error() == 0 ? Double.NaN : told.getFirst().error() / told.getLast().error();
    }
}
