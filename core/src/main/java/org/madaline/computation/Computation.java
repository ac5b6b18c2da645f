package org.madaline.computation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.plan.Compiler;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.PreparedWeights;
import org.madaline.plan.Variables;
import org.madaline.tensor.Tensor;

/// Something to be computed from named inputs and a model's variables, for any sizes: the graph is built and compiled for
/// the sizes that a call brings, and its plan is kept for the next call with the same.
///
/// ```java
/// var scores = model.computation(Map.of("x", SymbolicShape.of("N", 784)),
///         (g, sizes) -> Map.of("z", model.network().build(g, sizes.get("N"))));
/// Tensor z = scores.run(Map.of("x", batch)).get("z");
/// ```
///
/// Any number of threads may call, within a memory that does not grow with their number nor with that of the sizes: see
/// [PlanPool.Bounds]. Prepared weights are there once for all plans. Results do not depend on who else calls.
public final class Computation {
    /// How the graph is built.
    public interface Definition {
        /// Adds what is to be computed to a graph.
        ///
        /// @param g in inference mode; its inputs are to have the names and shapes that were declared
        /// @param sizes by the names in the inputs' shapes, and the numbers that a call gives besides
        /// @return the outputs by name
        Map<String, Node> build(Graph g, Map<String, Integer> sizes);
    }

    /// A plan that lasts for one call.
    ///
    /// @param outputs their names in the order of the plan
    private record Bound(ExecutionPlan plan, List<String> outputs) {}

    private final Map<String, SymbolicShape> inputs;
    private final Definition definition;
    private final Variables variables;
    private final PreparedWeights prepared;
    private final Supplier<Engine> engine;
    private final PlanPool<Map<String, Integer>, Bound> plans;

    /// A computation, to be made by models: see `Model.computation`.
    ///
    /// @param inputs by name
    /// @param variables which must not change
    /// @param prepared what is made of the variables, shared with other computations
    /// @param engine asked for when first needed
    /// @param definition what is computed of the inputs
    /// @param bounds on the plans that are kept for sizes of inputs
    public Computation(Map<String, SymbolicShape> inputs, Definition definition, Variables variables, PreparedWeights prepared,
            Supplier<Engine> engine, PlanPool.Bounds bounds) {
        this.inputs = new LinkedHashMap<>(inputs);
        this.definition = definition;
        this.variables = variables;
        this.prepared = prepared;
        this.engine = engine;
        this.plans = new PlanPool<>(this::compile, bound -> bound.plan().bytes(), bounds);
    }

    /// The outputs by name, for inputs by name.
    ///
    /// @param values by the inputs' names
    /// @return copies, by the outputs' names
    /// @throws IllegalArgumentException if an input is missing, unknown or of another shape
    public Map<String, Tensor> run(Map<String, Tensor> values) {
        return run(values, Map.of());
    }

    /// The outputs by name, for inputs and numbers by name.
    ///
    /// @param numbers that the definition asks for besides the sizes of the inputs
    /// @param values by the inputs' names
    /// @return copies, by the outputs' names
    /// @throws IllegalArgumentException if an input is missing, unknown or of another shape
    public Map<String, Tensor> run(Map<String, Tensor> values, Map<String, Integer> numbers) {
        if (!values.keySet().equals(inputs.keySet())) {
            throw new IllegalArgumentException("the computation takes the inputs " + inputs.keySet() + ", not " + values.keySet());
        }
        Map<String, Integer> sizes = new LinkedHashMap<>(numbers);
        inputs.forEach((name, shape) -> shape.bind(name, values.get(name).shape(), sizes));
        return plans.with(Map.copyOf(sizes), bound -> {
            ExecutionPlan plan = bound.plan();
            for (String name : plan.inputs()) {
                Tensor value = values.get(name);
                value.copyTo(0, plan.input(name).array(), plan.input(name).offset(), value.size());
            }
            plan.run(engine.get().workers());
            Map<String, Tensor> results = new LinkedHashMap<>();
            for (int i = 0; i < bound.outputs().size(); i++) {
                results.put(bound.outputs().get(i), plan.tensor(i));
            }
            return results;
        });
    }

    /// Lends a plan to a caller that writes the inputs and runs it by itself; its outputs are in the order of their names.
    ///
    /// @param <T> what the caller makes of it
    /// @param sizes by the names in the inputs' shapes
    /// @param caller must not keep the plan
    /// @return what the caller returns
    public <T> T with(Map<String, Integer> sizes, Function<ExecutionPlan, T> caller) {
        return plans.with(sizes, bound -> caller.apply(bound.plan()));
    }

    private Bound compile(Map<String, Integer> sizes) {
        Graph g = new Graph(Mode.INFERENCE);
        Map<String, Node> outputs = new TreeMap<>(definition.build(g, sizes));
        g.inputs().forEach((name, node) -> {
            SymbolicShape declared = inputs.get(name);
            if (declared == null) {
                throw new IllegalArgumentException("the definition reads an input " + name + ", but the computation declares "
                        + inputs.keySet());
            }
            declared.bind(name, node.shape(), new LinkedHashMap<>(sizes));
        });
        ExecutionPlan plan = Compiler.compile(g, new ArrayList<>(outputs.values()), variables, prepared, engine.get().kernels());
        plan.prepare(engine.get().workers());
        return new Bound(plan, List.copyOf(outputs.keySet()));
    }

    /// What the plans take at this moment, and have taken; variables and prepared weights are not among it.
    ///
    /// @return plans and bytes
    public PlanPool.Held held() {
        return plans.held();
    }
}
