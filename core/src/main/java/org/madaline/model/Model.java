package org.madaline.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.madaline.computation.Computation;
import org.madaline.computation.Engine;
import org.madaline.computation.PlanPool;
import org.madaline.computation.SymbolicShape;
import org.madaline.data.Dataset;
import org.madaline.data.Preparation;
import org.madaline.evaluate.Evaluation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.inference.Evaluator;
import org.madaline.inference.Inference;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.metric.Metric;
import org.madaline.plan.PreparedWeights;
import org.madaline.plan.Variables;
import org.madaline.task.ClassTask;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.tensor.TensorSource;

/// A trained network: immutable; any number of threads may predict with it at once.
public final class Model {
    private final Network network;
    private final Shape output;
    private final ModelTensors tensors;
    private final Optional<Task<?>> task;
    private final Optional<Preparation> preparation;
    private final Map<String, String> metadata;
    private final Variables variables;
    private final PreparedWeights prepared;
    private final Inference inference;

    /// A model of a network and of values for all its variables.
    ///
    /// @param tensors parameters and running statistics by name, each read once
    /// @param task what the outputs mean; empty where nobody said
    /// @param preparation how x is made of raw input; empty where nobody said
    /// @param metadata whatever else belongs to the model: settings, seed, digest of the data
    /// @param network whose variables the tensors are
    /// @throws IllegalArgumentException naming all tensors that are missing, unexpected or of another shape
    public Model(Network network, Map<String, ? extends TensorSource> tensors, Optional<Task<?>> task,
            Optional<Preparation> preparation, Map<String, String> metadata) {
        this.network = network;
        this.task = task;
        this.preparation = preparation;
        this.metadata = Map.copyOf(metadata);
        this.variables = new Variables(0);
        Graph g = new Graph(Mode.INFERENCE);
        this.output = network.build(g, 1).shape().drop(1);
        StateDict.requireEqual(g.variables(), tensors, StateDict.trainingOnly(network));
        g.variables().values().forEach(v -> variables.add(v, tensors.get(v.name())));
        Map<String, Tensor> others = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (!g.variables().containsKey(name)) {
                others.put(name, copy(tensor));
            }
        });
        this.tensors = new ModelTensors(variables, tensors.keySet(), others);
        this.prepared = new PreparedWeights();
        this.inference = new Inference(network, variables, prepared, Engine::shared, PlanPool.Bounds.usual());
    }

    private Model(Model same, Optional<Task<?>> task, Optional<Preparation> preparation, Map<String, String> metadata) {
        this.network = same.network;
        this.output = same.output;
        this.task = task;
        this.preparation = preparation;
        this.metadata = Map.copyOf(metadata);
        this.variables = same.variables;
        this.tensors = same.tensors;
        this.prepared = same.prepared;
        this.inference = same.inference;
    }

    private static Tensor copy(TensorSource source) {
        float[] values = new float[source.shape().size()];
        source.copyTo(0, values, 0, values.length);
        return Tensor.wrap(source.shape(), values);
    }

    /// A model for classes, of given names in the order of the outputs; with none, nothing is said of the outputs.
    ///
    /// @param network whose variables the tensors are
    /// @param tensors parameters and running statistics by name, each read once
    /// @param classNames in the order of the outputs
    /// @param metadata whatever else belongs to the model
    /// @throws IllegalArgumentException naming all tensors that are missing, unexpected or of another shape
    public Model(Network network, Map<String, ? extends TensorSource> tensors, List<String> classNames, Map<String, String> metadata) {
        this(network, tensors, classNames.isEmpty() ? Optional.empty() : Optional.of(new ClassTask(classNames)), Optional.empty(),
                metadata);
    }

    /// The shapes and layers that this model holds the weights of.
    ///
    /// @return a value without weights
    public Network network() {
        return network;
    }

    /// Parameters and running statistics by name; each call for one makes a copy of it, so keep what is needed often.
    ///
    /// @return in the order of the file or of the training; cannot be changed
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /// The shapes of all tensors by name, in the same order; nothing is copied.
    ///
    /// @return cannot be changed
    public Map<String, Shape> shapes() {
        return tensors.shapes();
    }

    /// What the outputs mean; empty where nobody said.
    ///
    /// @return what training found in its examples, or a file says
    public Optional<Task<?>> task() {
        return task;
    }

    /// How x is made of raw input; empty where nobody said.
    ///
    /// @return what training found in its examples, or a file says
    public Optional<Preparation> preparation() {
        return preparation;
    }

    /// The names of the classes in the order of the outputs; empty where outputs are not classes.
    ///
    /// @return cannot be changed
    public List<String> classNames() {
        return task.orElse(null) instanceof ClassTask classes ? classes.names() : List.of();
    }

    /// Whatever else belongs to the model: settings, seed, digest of the data.
    ///
    /// @return texts by name; cannot be changed
    public Map<String, String> metadata() {
        return metadata;
    }

    /// The same model with further metadata.
    ///
    /// @param more is added, and replaces what has the same name
    /// @return a model that shares the weights
    public Model with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.putAll(more);
        return new Model(this, task, preparation, all);
    }

    /// The same network and weights, which are shared, with another task, preparation and metadata.
    ///
    /// @param otherTask what the outputs mean; empty: nothing is said
    /// @param otherPreparation how x is made of raw input; empty: nothing is said
    /// @param otherMetadata in place of all metadata
    /// @return a model that shares the weights
    public Model with(Optional<Task<?>> otherTask, Optional<Preparation> otherPreparation, Map<String, String> otherMetadata) {
        return new Model(this, otherTask, otherPreparation, otherMetadata);
    }

    /// The network's outputs for a batch of examples `[N, ...]`; for a classifier these are logits.
    ///
    /// @param batch `[N, ...]`, any N
    /// @return `[N, ...]`, one row for each example
    /// @throws IllegalArgumentException if the examples do not have the network's input shape
    public Tensor outputs(Tensor batch) {
        return inference.outputs(batch);
    }

    /// The outputs for one example.
    ///
    /// @param x row-major, as many values as the network's input shape has
    /// @return row-major, as many values as [#output] has
    /// @throws IllegalArgumentException if x has another number of values
    public float[] predict(float... x) {
        return outputs(Tensor.of(network.input().prepend(1), x)).toArray();
    }

    /// Outputs, accuracy and, where a loss is given, its mean over a data set.
    ///
    /// @param dataset with x as the network takes it; its classes are matched with the model's by name
    /// @param loss null for none
    /// @return outputs and figures of all examples
    /// @throws IllegalArgumentException if the data do not fit, or have classes that the model does not know
    public Evaluation evaluate(Dataset dataset, Loss loss) {
        return evaluate(dataset, loss, new Metric[0]);
    }

    /// The same with further metrics.
    ///
    /// @param loss null for none
    /// @param dataset with x as the network takes it; its classes are matched with the model's by name
    /// @param metrics beside accuracy
    /// @return outputs and figures of all examples
    /// @throws IllegalArgumentException if the data do not fit, or have classes that the model does not know
    public Evaluation evaluate(Dataset dataset, Loss loss, Metric... metrics) {
        Dataset known = classNames().isEmpty() || dataset.classNames().isEmpty() ? dataset : dataset.withClassNames(classNames());
        return new Evaluator(network, loss, variables, prepared, Engine.shared(), known, List.of(metrics)).evaluate();
    }

    /// A computation over this model's weights, which it shares: gradients for an explanation, features of an inner layer.
    ///
    /// @param inputs by name, such as `x` as the network takes it: `SymbolicShape.batch(network().input())`
    /// @param definition what is computed of the inputs
    /// @return the computation, with the usual bounds on the number of plans
    public Computation computation(Map<String, SymbolicShape> inputs, Computation.Definition definition) {
        return computation(inputs, definition, PlanPool.Bounds.usual());
    }

    /// The same with bounds of its own on the number of plans.
    ///
    /// @param inputs by name, such as `x`
    /// @param definition what is computed of the inputs
    /// @param bounds on the plans that are kept for sizes of inputs
    /// @return the computation
    public Computation computation(Map<String, SymbolicShape> inputs, Computation.Definition definition, PlanPool.Bounds bounds) {
        return new Computation(inputs, definition, variables, prepared, Engine::shared, bounds);
    }

    /// What the plans of predictions take at this moment, and have taken.
    ///
    /// @return plans and bytes
    public PlanPool.Held held() {
        return inference.held();
    }

    /// Writes the model to a file, whole or not at all.
    ///
    /// @param file is replaced if it exists
    /// @throws IllegalStateException if no file format is on the path (module `pipeline`)
    /// @throws IllegalArgumentException if a layer cannot be written: it is of a class that files do not know, or layers hold
    ///     one another too deep
    /// @throws IOException if the file cannot be written
    public void save(Path file) throws IOException {
        ModelFormat.installed().save(this, file);
    }

    /// Reads a model from a file.
    ///
    /// @param file that [#save] wrote
    /// @return the model
    /// @throws IOException if the file is missing, damaged or not a model
    public static Model load(Path file) throws IOException {
        return ModelFormat.installed().load(file);
    }

    /// The shape of the output of one example.
    ///
    /// @return without the batch
    public Shape output() {
        return output;
    }

    /// Such as `model of 2,410 parameters from [64] to [10]: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9`.
    @Override
    public String toString() {
        long parameters = tensors.values().stream().mapToLong(Tensor::size).sum();
        String names = task.map(t -> ": " + String.join(", ", t.names())).orElse("");
        return String.format(Locale.ROOT, "model of %,d parameters from %s to %s%s", parameters, network.input(), output(), names);
    }
}
