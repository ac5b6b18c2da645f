package org.madaline.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.madaline.graph.Node;
import org.madaline.loss.Loss;
import org.madaline.loss.LossTerms;
import org.madaline.metric.Metric;

/// What a step makes small: a weighted sum of losses.
///
/// @param terms in the order in which they were added; at least one
public record Losses(List<Term> terms) {
    /// One of the losses.
    ///
    /// @param name unique among the terms
    /// @param loss of the batch
    /// @param factor of the loss in the sum
    /// @param prediction what it judges
    /// @param target what the prediction should be
    /// @param told whether it is a part of the loss that is told, and not only a help
    /// @param metrics told of prediction and target beside the loss
    public record Term(String name, LossTerms loss, double factor, Node prediction, Node target, boolean told, List<Metric> metrics) {
        /// Copies the list.
        public Term {
            metrics = List.copyOf(metrics);
        }

        /// What a figure of this term is called: `accuracy`, or `kind accuracy` for the loss `kind`.
        String named(String figure) {
            return name.equals(LOSS) ? figure : name + " " + figure;
        }
    }

    /// The name of the sum of all losses, and of a loss without a name of its own.
    static final String LOSS = "loss";

    /// Copies and checks the list.
    ///
    /// @throws IllegalArgumentException if there is none, or two have the same name
    public Losses {
        terms = List.copyOf(terms);
        if (terms.isEmpty() || terms.stream().map(Term::name).distinct().count() < terms.size()) {
            throw new IllegalArgumentException("an objective needs losses, each of a name of its own, not "
                    + terms.stream().map(Term::name).toList());
        }
    }

    /// The loss of a prediction, called `name`.
    ///
    /// @param name unique among the losses of the step
    /// @param loss compares prediction and target
    /// @param prediction what a network yields
    /// @param target what it should yield
    /// @return a single loss with the factor 1
    /// @throws IllegalArgumentException if the loss has the reduction NONE
    public static Losses of(String name, Loss loss, Node prediction, Node target) {
        return new Losses(List.of(new Term(name, loss.terms(prediction, target).reduced(), 1, prediction, target, true, List.of())));
    }

    /// The loss of a prediction of which all numbers should be the same, such as 1 for what a critic should take for real.
    ///
    /// @param name unique among the losses of the step
    /// @param loss compares prediction and target
    /// @param prediction what a network yields
    /// @param target what each of its numbers should be
    /// @return a single loss with the factor 1
    /// @throws IllegalArgumentException if the loss has the reduction NONE
    public static Losses of(String name, Loss loss, Node prediction, double target) {
        return of(name, loss, prediction, prediction.graph().constant(target).broadcast(prediction.shape()));
    }

    /// The loss of a prediction, called `loss`.
    ///
    /// @param loss compares prediction and target
    /// @param prediction what a network yields
    /// @param target what it should yield
    /// @return a single loss with the factor 1
    /// @throws IllegalArgumentException if the loss has the reduction NONE
    public static Losses of(Loss loss, Node prediction, Node target) {
        return of(LOSS, loss, prediction, target);
    }

    /// These and others.
    ///
    /// @param others whose names differ from these
    /// @return their sum
    /// @throws IllegalArgumentException if two have the same name
    public Losses plus(Losses others) {
        List<Term> all = new ArrayList<>(terms);
        all.addAll(others.terms);
        return new Losses(all);
    }

    /// All of them times a factor, in what is made small and in what is told.
    ///
    /// @param factor of each loss, on top of its own
    /// @return the losses with their new factors
    public Losses times(double factor) {
        return map(t -> new Term(t.name(), t.loss(), t.factor() * factor, t.prediction(), t.target(), t.told(), t.metrics()));
    }

    /// Examples, or their places, that weigh differently, or are masked by 0: Σ wℓ / Σ w.
    ///
    /// @param weights `[N]`, or `[N, ...]` for places
    /// @return the losses, weighted
    /// @throws org.madaline.graph.ShapeException if there are not as many weights as examples or places
    public Losses weighted(Node weights) {
        return map(t -> new Term(t.name(), t.loss().weighted(weights), t.factor(), t.prediction(), t.target(), t.told(), t.metrics()));
    }

    /// The same with figures that are told of prediction and target beside each loss. They count all examples alike.
    ///
    /// @param metrics of prediction and target; they replace those of before
    /// @return the losses, measured
    public Losses measured(Metric... metrics) {
        return map(t -> new Term(t.name(), t.loss(), t.factor(), t.prediction(), t.target(), t.told(), List.of(metrics)));
    }

    Losses helping() {
        return map(t -> new Term(t.name(), t.loss(), t.factor(), t.prediction(), t.target(), false, List.of()));
    }

    private Losses map(UnaryOperator<Term> change) {
        return new Losses(terms.stream().map(change).toList());
    }

    /// The sum of the losses with their factors.
    static Node sum(List<Term> terms) {
        return terms.stream().map(t -> t.loss().loss().times(t.factor())).reduce(Node::plus).orElseThrow();
    }
}
