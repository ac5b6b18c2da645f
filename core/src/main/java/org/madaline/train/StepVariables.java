package org.madaline.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.madaline.computation.Engine;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.plan.Compiler;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.Variables;
import org.madaline.tensor.Tensor;

/// What the steps on the same variables share.
final class StepVariables {
    private final long seed;
    private final Engine engine;
    private final Variables variables;
    private final List<StepPlans> steps = new ArrayList<>();
    private final Map<String, Tensor> waiting = new HashMap<>();

    StepVariables(long seed, Engine engine) {
        this.seed = seed;
        this.engine = engine;
        this.variables = new Variables(seed);
    }

    Engine engine() {
        return engine;
    }

    Variables variables() {
        return variables;
    }

    void enter(StepPlans step) {
        steps.add(step);
    }

    ExecutionPlan compile(Graph graph, List<Node> outputs) {
        ExecutionPlan plan = Compiler.compile(graph, outputs, variables, engine.kernels(), seed);
        arrive();
        return plan;
    }

    /// Adds the variables of a graph, with their first values, and gives them those that wait for them.
    void add(Graph graph) {
        variables.add(graph.variables().values());
        arrive();
    }

    /// Gives variables values; those that no graph has asked for yet get them once one does.
    void set(Map<String, Tensor> values) {
        values.forEach((name, value) -> {
            if (!TrainingGraph.isGathered(name)) {
                waiting.put(name, value);
            }
        });
        arrive();
    }

    private void arrive() {
        for (String name : List.copyOf(waiting.keySet())) {
            if (variables.names().contains(name)) {
                variables.set(name, waiting.remove(name));
            }
        }
    }

    /// Refuses values for variables that no step has, once all steps have said which they have.
    ///
    /// @throws IllegalArgumentException if there are any
    void check() {
        if (!waiting.isEmpty() && steps.stream().allMatch(StepPlans::begun)) {
            throw new IllegalArgumentException("values were given for variables that training does not have: "
                    + String.join(", ", new TreeSet<>(waiting.keySet())) + "; it has " + String.join(", ", tensors().keySet()));
        }
    }

    /// All variables, but for gathered gradients, which are done with between steps.
    Map<String, Tensor> tensors() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        variables.names().stream().filter(name -> !TrainingGraph.isGathered(name)).forEach(name -> all.put(name, variables.get(name)));
        return all;
    }

    /// All variables, and the values that wait for theirs.
    Map<String, Tensor> state() {
        Map<String, Tensor> all = tensors();
        all.putAll(waiting);
        return all;
    }

    /// Parameters and running statistics among the values of all variables.
    Map<String, Tensor> ofModel(Map<String, Tensor> all) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        variables.names().stream().filter(name -> variables.role(name).ofModel()).forEach(name -> own.put(name, all.get(name)));
        return own;
    }
}
