package org.madaline.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.madaline.data.BatchForm;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.inference.Reading;
import org.madaline.kernels.Slice;
import org.madaline.plan.ExecutionPlan;

/// The plans of a step, by what they do and by the sizes of batches; those that were used last are kept.
final class StepPlans {
    /// A step of an epoch and one for its last batch, for a good number of lengths.
    private static final int MOST = 24;

    /// What a plan does with a batch.
    enum Kind {
        /// moves the parameters
        STEP,
        /// adds gradients to those gathered
        GATHER,
        /// tells losses and metrics, in inference mode
        JUDGE
    }

    private record Key(BatchForm form, Kind kind) {}

    /// Where the outputs of a term lie in a plan; -1 for what is no output.
    private record Places(int loss, int weight, int prediction, int target) {}

    /// A plan that reads a batch.
    record Plan(TrainingGraph graph, List<Losses.Term> terms, ExecutionPlan plan, Reading reading, List<TrainingGraph.Pool> pools,
            List<Places> places) {
        void set(String name, double value) {
            StepPlans.set(plan, name, value);
        }

        /// The losses after a run.
        StepResult result(int size) {
            List<StepResult.Part> parts = new ArrayList<>(terms.size());
            double loss = 0;
            for (int i = 0; i < terms.size(); i++) {
                Losses.Term term = terms.get(i);
                Places place = places.get(i);
                double value = plan.scalar(place.loss());
                double weight = place.weight() < 0 ? size : plan.scalar(place.weight());
                loss += term.told() ? value * term.factor() : 0;
                parts.add(new StepResult.Part(term.name(), value, weight, term.loss().sums()));
            }
            return new StepResult(loss, parts, size);
        }

        /// What a measured loss judges, after a run.
        Slice prediction(int term) {
            return plan.output(places.get(term).prediction());
        }

        /// What the prediction should be.
        Slice target(int term) {
            int place = places.get(term).target();
            return place < 0 ? reading.gather().slice(field(terms.get(term))) : plan.output(place);
        }
    }

    /// A plan that moves the parameters along gathered gradients.
    record Mover(TrainingGraph graph, ExecutionPlan plan, List<TrainingGraph.Pool> pools) {
        void set(String name, double value) {
            StepPlans.set(plan, name, value);
        }
    }

    private final Goal goal;
    private final Updates updates;
    private final StepVariables shared;
    private final Recent<Key, Plan> plans = new Recent<>(MOST);
    private boolean begun;
    private Mover mover;

    StepPlans(Goal goal, Updates updates, StepVariables shared) {
        this.goal = goal;
        this.updates = updates;
        this.shared = shared;
        shared.enter(this);
    }

    /// Whether a plan has been made, and with it all variables.
    boolean begun() {
        return begun;
    }

    Plan of(BatchForm form, Kind kind) {
        return plans.of(new Key(form, kind), _ -> compile(form, kind));
    }

    /// The plan that moves the parameters along gathered gradients.
    ///
    /// @param form of batches of which some were gathered
    Mover mover(BatchForm form) {
        if (mover == null) {
            TrainingGraph gathering = TrainingGraph.gathering(goal, updates, form);
            TrainingGraph moving = TrainingGraph.moving(updates, gathering);
            mover = new Mover(moving, shared.compile(moving.graph(), List.of()), gathering.pools());
        }
        return mover;
    }

    private Plan compile(BatchForm form, Kind kind) {
        TrainingGraph graph = switch (kind) {
            case STEP -> TrainingGraph.direct(goal, updates, form);
            case GATHER -> TrainingGraph.gathering(goal, updates, form);
            case JUDGE -> TrainingGraph.judging(goal, form);
        };
        List<Losses.Term> terms = graph.terms();
        List<Node> outputs = new ArrayList<>();
        List<Places> places = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        for (Losses.Term term : terms) {
            boolean measured = !term.metrics().isEmpty();
            String field = field(term);
            if (measured && field != null) {
                kept.add(field);
            }
            places.add(new Places(add(outputs, term.loss().loss()), term.loss().weight().map(w -> add(outputs, w)).orElse(-1),
                    measured ? add(outputs, term.prediction()) : -1, measured && field == null ? add(outputs, term.target()) : -1));
        }
        ExecutionPlan plan = shared.compile(graph.graph(), outputs);
        begun = true;
        Reading reading = Reading.of(plan, graph.graph(), shared.engine().kernels(), form, kept);
        return new Plan(graph, terms, plan, reading, kind == Kind.GATHER ? graph.pools() : List.of(), places);
    }

    private static int add(List<Node> outputs, Node node) {
        outputs.add(node);
        return outputs.size() - 1;
    }

    /// The field that is the term's target; null where it is something else.
    private static String field(Losses.Term term) {
        return term.target().op() instanceof Op.Input input ? input.name() : null;
    }

    private static void set(ExecutionPlan plan, String name, double value) {
        if (plan.inputs().contains(name)) {
            Slice slice = plan.input(name);
            slice.array()[slice.offset()] = (float) value;
        }
    }

    /// The parameters that a plan moves.
    List<Graph.Variable> moved(Plan plan) {
        return TrainingGraph.moved(plan.graph().graph(), updates);
    }
}
