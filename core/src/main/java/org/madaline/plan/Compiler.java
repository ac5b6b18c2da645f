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
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Kernels;

/// Compiles a graph into a plan: who uses what ([Usage]), which nodes share a kernel ([Fusion]), in which order
/// ([UnitOrder]), with which kernels ([Lowering]), in which memory ([MemoryPlan]).
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
    private final PreparedWeights prepared;
    private final boolean shared;

    /// @param shared null: the plan has its own
    private Compiler(Graph graph, List<Node> outputs, Variables variables, Kernels kernels, long seed, Options options,
            PreparedWeights shared) {
        this.graph = graph;
        this.outputs = outputs;
        this.options = options;
        this.assignments = graph.assignments();
        variables.add(graph.variables().values());
        List<Node> targets = Stream.concat(outputs.stream(), assignments.stream().map(Graph.Assignment::value)).toList();
        usage = new Usage(graph, targets, assignments, options.work());
        this.shared = shared != null;
        prepared = this.shared ? shared : new PreparedWeights();
        lowering = new Lowering(usage, variables, kernels, seed, prepared);
    }

    /// A plan that computes the outputs from the inputs and the variables, and then makes the graph's assignments.
    ///
    /// @param variables get the graph's variables that they do not have yet
    /// @param seed keys the random numbers of dropout
    /// @param graph with its assignments
    /// @param outputs nodes of the graph
    /// @param kernels to which steps are bound
    /// @return the plan
    public static ExecutionPlan compile(Graph graph, List<Node> outputs, Variables variables, Kernels kernels, long seed) {
        return compile(graph, outputs, variables, kernels, seed, Options.usual());
    }

    /// A plan that shares what is made of the variables alone with other plans over them.
    ///
    /// @param graph with its assignments
    /// @param outputs nodes of the graph
    /// @param variables get the graph's variables that they do not have yet
    /// @param shared what was made for other plans, and gets what is made for this one
    /// @param kernels to which steps are bound
    /// @return the plan
    public static ExecutionPlan compile(Graph graph, List<Node> outputs, Variables variables, PreparedWeights shared, Kernels kernels) {
        return compile(graph, outputs, variables, kernels, 0, Options.usual(), shared);
    }

    static ExecutionPlan compile(Graph graph, List<Node> outputs, Variables variables, Kernels kernels, long seed, Options options) {
        return compile(graph, outputs, variables, kernels, seed, options, null);
    }

    private static ExecutionPlan compile(Graph graph, List<Node> outputs, Variables variables, Kernels kernels, long seed, Options options,
            PreparedWeights shared) {
        if (options.fuse() && graph.mode() == Mode.INFERENCE && graph.assignments().isEmpty()) {
            Folding.Folded folded = Folding.fold(graph, outputs);
            return new Compiler(folded.graph(), folded.outputs(), variables, kernels, seed, options, shared).compile();
        }
        return new Compiler(graph, outputs, variables, kernels, seed, options, shared).compile();
    }

    private ExecutionPlan compile() {
        Set<Node> wanted = new HashSet<>(outputs.stream().map(Usage::resolve).toList());
        Set<Node> required = new HashSet<>(wanted);
        assignments.forEach(a -> required.add(Usage.resolve(a.value())));
        List<Unit> units = UnitOrder.order(usage, Fusion.fuse(usage, required, options), wanted);
        List<Graph.Assignment> copied = placeInVariables(units, wanted);
        Map<Node, Place> old = keepOld(wanted);
        Set<Unit> fixed = graph.assignments().isEmpty() ? fixed(units) : Set.of();
        List<Preparing> preparing = prepare(units, fixed);
        units.stream().filter(unit -> !fixed.contains(unit)).forEach(lowering::lower);
        List<Place> results = outputs.stream().map(Usage::resolve)
                .map(node -> old.containsKey(node) ? old.get(node) : lowering.rowMajor(node)).toList();
        copied.forEach(a -> lowering.copy(lowering.place(a.value()), lowering.place(a.variable())));
        return bind(results, preparing);
    }

    /// The steps behind some of the others, up to `end`, which compute values that stay.
    private record Preparing(PreparedWeights.Entry entry, int end) {}

    private List<Preparing> prepare(List<Unit> units, Set<Unit> fixed) {
        Map<Node, Integer> numbers = fixed.isEmpty() ? Map.of() : prepared.number(usage.nodes());
        List<Preparing> preparing = new ArrayList<>();
        for (Unit unit : units) {
            if (fixed.contains(unit)) {
                var entry = prepared.entry(key(unit, numbers), unit.outputs.stream().map(node -> node.shape().size()).toList());
                for (int i = 0; i < unit.outputs.size(); i++) {
                    Node node = unit.outputs.get(i);
                    Buffer buffer = Buffer.at(PreparedWeights.slice(entry, i), node.shape().size());
                    lowering.preset(node, Place.of(buffer, node.shape(), usage.layout(node)));
                }
                lowering.lower(unit);
                preparing.add(new Preparing(entry, lowering.steps().size()));
            }
        }
        return preparing;
    }

    /// What the values of a unit depend on, up to the last bit: which nodes are computed how, and of what.
    private List<Object> key(Unit unit, Map<Node, Integer> numbers) {
        List<Object> key = new ArrayList<>(List.of(unit.kind));
        unit.outputs.forEach(node -> key.add(List.of(numbers.get(node), usage.layout(node))));
        unit.members.forEach(node -> key.add(List.of(numbers.get(node), usage.users(node).size() == 1)));
        UnitOrder.reads(usage, unit).forEach(node -> key.add(List.of(numbers.get(node),
                PreparedWeights.Memory.of(lowering.place(node).slice()))));
        return key;
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
            UnitOrder.reads(usage, units.get(i)).forEach(node -> lastRead.put(node, at));
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
        return !UnitOrder.reads(usage, unit).contains(variable)
                || variable.shape().equals(unit.space)
                        && unit.members.stream().flatMap(node -> usage.operands(node).stream())
                                .noneMatch(x -> usage.isAlias(x) && usage.operand(x, 0) == variable);
    }

    /// The units whose values depend on variables only: they are computed once for all runs.
    private Set<Unit> fixed(List<Unit> units) {
        Set<Node> values = new HashSet<>();
        Set<Unit> fixed = new HashSet<>();
        for (Unit unit : units) {
            boolean same = UnitOrder.reads(usage, unit).stream()
                    .allMatch(x -> !(x.op() instanceof Op.Input) && Usage.isLeaf(x) || values.contains(x));
            if (same) {
                fixed.add(unit);
                values.addAll(unit.outputs);
            }
        }
        return fixed;
    }

    private ExecutionPlan bind(List<Place> results, List<Preparing> preparing) {
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
        results.forEach(place -> buffers.add(place.buffer()));
        long floats = MemoryPlan.place(buffers, options);
        List<PreparedWeights.Task> before = new ArrayList<>();
        int at = 0;
        for (Preparing some : preparing) {
            before.add(new PreparedWeights.Task(some.entry(), pending.subList(at, some.end()).stream().map(p -> p.bind().get()).toList()));
            at = some.end();
        }
        List<Step> steps = new ArrayList<>();
        for (Pending each : pending.subList(at, pending.size())) {
            Step step = each.bind().get();
            if (step.preparations() > 0 && readsFixedWeights(each)) {
                List<Slice> operands = each.reads().stream().skip(1).map(Buffer::slice).toList();
                var entry = prepared.share(step, step.prepared().orElseThrow(), operands);
                before.add(new PreparedWeights.Task(entry, List.of(new Stages(step, 0, step.preparations()))));
                steps.add(new Stages(step, step.preparations(), step.stages()));
            } else {
                steps.add(step);
            }
        }
        Map<String, Slice> slices = new LinkedHashMap<>();
        inputs.forEach((name, place) -> slices.put(name, place.slice()));
        var preparation = new ExecutionPlan.Preparation(prepared, shared, before, lowering.leaves());
        return new ExecutionPlan(preparation, steps.toArray(Step[]::new), slices, results.stream().map(Place::slice).toList(),
                outputs.stream().map(Node::shape).toList(), graph.inputs(), floats * 4);
    }

    /// Whether all that a convolution reads but x, its weights and its bias, stays the same from run to run.
    private boolean readsFixedWeights(Pending pending) {
        return assignments.isEmpty() && pending.reads().stream().skip(1).allMatch(Buffer::external);
    }
}
