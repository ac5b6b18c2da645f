package org.madaline.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.kernels.Kernels;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;

/// Compiles a graph into a plan: who uses what ([Usage]), which nodes share a kernel ([Fusion]), in which order
/// ([Schedule]), with which kernels ([Lowering]), in which memory ([MemoryPlan]).
public final class Compiler {
    /// How to compile.
    ///
    /// @param fuse whether nodes share kernels; without it each has its own, for tests
    /// @param bySize up to how many buffers are placed by size, see [MemoryPlan]
    /// @param work counts what is looked at
    record Options(boolean fuse, int bySize, Work work) {
        static Options usual() {
            return new Options(true, MemoryPlan.BY_SIZE, new Work());
        }
    }

    private final Graph graph;
    private final List<Node> outputs;
    private final List<Graph.Assignment> assignments;
    private final Usage usage;
    private final Lowering lowering;
    private final Options options;

    private Compiler(Graph graph, List<Node> outputs, Variables variables, Kernels kernels, long seed, Options options) {
        this.graph = graph;
        this.outputs = outputs;
        this.options = options;
        this.assignments = graph.assignments();
        variables.add(graph.variables().values());
        List<Node> targets = Stream.concat(outputs.stream(), assignments.stream().map(Graph.Assignment::value)).toList();
        usage = new Usage(graph, targets, assignments, options.work());
        lowering = new Lowering(usage, variables, kernels, seed);
    }

    /// A plan that computes the outputs from the inputs and the variables, and then makes the graph's assignments.
    ///
    /// @param variables get the graph's variables that they do not have yet
    /// @param seed keys the random numbers of dropout
    public static ExecutionPlan compile(Graph graph, List<Node> outputs, Variables variables, Kernels kernels, long seed) {
        return compile(graph, outputs, variables, kernels, seed, Options.usual());
    }

    static ExecutionPlan compile(Graph graph, List<Node> outputs, Variables variables, Kernels kernels, long seed, Options options) {
        if (options.fuse() && graph.mode() == Mode.INFERENCE && graph.assignments().isEmpty()) {
            Folding.Folded folded = Folding.fold(graph, outputs);
            return new Compiler(folded.graph(), folded.outputs(), variables, kernels, seed, options).compile();
        }
        return new Compiler(graph, outputs, variables, kernels, seed, options).compile();
    }

    private ExecutionPlan compile() {
        Set<Node> wanted = new HashSet<>(outputs.stream().map(Usage::resolve).toList());
        Set<Node> required = new HashSet<>(wanted);
        assignments.forEach(a -> required.add(Usage.resolve(a.value())));
        List<Unit> units = Schedule.order(usage, Fusion.fuse(usage, required, options), wanted);
        List<Graph.Assignment> copied = placeInVariables(units, wanted);
        Map<Node, Place> old = keepOld(wanted);
        Set<Unit> fixed = graph.assignments().isEmpty() ? fixed(units) : Set.of();
        units.stream().filter(fixed::contains).forEach(lowering::lower);
        int preparing = lowering.steps().size();
        units.stream().filter(unit -> !fixed.contains(unit)).forEach(lowering::lower);
        List<Place> results = outputs.stream().map(Usage::resolve)
                .map(node -> old.containsKey(node) ? old.get(node) : lowering.rowMajor(node)).toList();
        copied.forEach(a -> lowering.copy(lowering.place(a.value()), lowering.place(a.variable())));
        return bind(results, preparing);
    }

    /// Copies, before anything else, what is wanted of variables that get new values.
    private Map<Node, Place> keepOld(Set<Node> wanted) {
        Set<Node> assigned = new HashSet<>(assignments.stream().map(Graph.Assignment::variable).toList());
        Map<Node, Place> copies = new HashMap<>();
        for (Node node : assigned.isEmpty() ? Set.<Node>of() : wanted) {
            Node base = node;
            while (usage.isAlias(base)) {
                base = usage.operand(base, 0);
            }
            if (assigned.contains(base)) {
                Place copy = Place.of(new Buffer(node.shape().size()), node.shape(), Layout.rowMajor(node.shape().rank()));
                lowering.copy(lowering.place(node), copy);
                copies.put(node, copy);
            }
        }
        return copies;
    }

    /// Lets elementwise passes write new values straight into their variables, where nobody reads the old ones later.
    ///
    /// @return the assignments that must be made by a copy at the end
    private List<Graph.Assignment> placeInVariables(List<Unit> units, Set<Node> wanted) {
        List<Graph.Assignment> copied = new ArrayList<>();
        Set<Node> placed = new HashSet<>(wanted);
        Map<Node, Integer> storedAt = new HashMap<>();
        Map<Node, Integer> lastRead = new HashMap<>();
        for (int i = 0; i < units.size() && !assignments.isEmpty(); i++) {
            int at = i;
            units.get(i).outputs.forEach(output -> storedAt.put(output, at));
            Schedule.reads(usage, units.get(i)).forEach(node -> lastRead.put(node, at));
        }
        for (Graph.Assignment a : assignments) {
            options.work().count();
            Node value = Usage.resolve(a.value());
            int at = storedAt.getOrDefault(value, -1);
            boolean direct = at >= 0 && units.get(at).kind == Unit.Kind.MAP && !placed.contains(value)
                    && lastRead.getOrDefault(a.variable(), -1) <= at
                    && readsInPlace(units.get(at), a.variable());
            if (direct) {
                placed.add(value);
                lowering.preset(value, lowering.place(a.variable()));
            } else {
                copied.add(a);
            }
        }
        return copied;
    }

    /// Whether a pass reads a variable only at the place that it writes.
    private boolean readsInPlace(Unit unit, Node variable) {
        return !Schedule.reads(usage, unit).contains(variable)
                || variable.shape().equals(unit.space)
                        && unit.members.stream().flatMap(node -> usage.operands(node).stream())
                                .noneMatch(x -> usage.isAlias(x) && usage.operand(x, 0) == variable);
    }

    /// The units whose values depend on variables only: they are computed once for all runs.
    private Set<Unit> fixed(List<Unit> units) {
        Set<Node> values = new HashSet<>();
        Set<Unit> fixed = new HashSet<>();
        for (Unit unit : units) {
            boolean same = Schedule.reads(usage, unit).stream()
                    .allMatch(x -> !(x.op() instanceof Op.Input) && Usage.isLeaf(x) || values.contains(x));
            if (same) {
                fixed.add(unit);
                values.addAll(unit.outputs);
            }
        }
        return fixed;
    }

    /// @param preparing how many of the steps come before all runs; what they write lives on
    private ExecutionPlan bind(List<Place> results, int preparing) {
        List<Pending> pending = lowering.steps();
        Set<Buffer> buffers = new java.util.LinkedHashSet<>();
        Map<String, Place> inputs = new LinkedHashMap<>();
        for (Node node : usage.nodes()) {
            if (node.op() instanceof Op.Input input) {
                Place place = lowering.place(node);
                place.buffer().usedAt(-1);
                buffers.add(place.buffer());
                inputs.put(input.name(), place);
            }
        }
        for (int i = 0; i < pending.size(); i++) {
            int step = i;
            Stream.concat(pending.get(i).reads().stream(), pending.get(i).writes().stream()).forEach(buffer -> {
                buffer.usedAt(step);
                buffers.add(buffer);
            });
        }
        results.forEach(place -> place.buffer().usedAt(pending.size()));
        pending.subList(0, preparing).forEach(p -> p.writes().forEach(buffer -> buffer.usedAt(pending.size())));
        results.forEach(place -> buffers.add(place.buffer()));
        long floats = MemoryPlan.place(buffers, options);
        List<Step> before = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        Set<Buffer> fixed = new HashSet<>();
        for (int i = 0; i < pending.size(); i++) {
            Step step = pending.get(i).bind().get();
            if (i < preparing) {
                before.add(step);
                fixed.addAll(pending.get(i).writes());
            } else if (step.preparations() > 0 && readsFixedWeights(pending.get(i), fixed)) {
                before.add(new Stages(step, 0, step.preparations()));
                steps.add(new Stages(step, step.preparations(), step.stages()));
            } else {
                steps.add(step);
            }
        }
        Map<String, Slice> slices = new LinkedHashMap<>();
        inputs.forEach((name, place) -> slices.put(name, place.slice()));
        return new ExecutionPlan(before.toArray(Step[]::new), steps.toArray(Step[]::new), slices, results.stream().map(Place::slice).toList(),
                outputs.stream().map(Node::shape).toList(), graph.inputs(), floats * 4);
    }

    /// Whether the second operand, the weights of a convolution, stays the same from run to run.
    private boolean readsFixedWeights(Pending pending, Set<Buffer> fixed) {
        return assignments.isEmpty() && (fixed.contains(pending.reads().get(1)) || pending.reads().get(1).external());
    }
}
