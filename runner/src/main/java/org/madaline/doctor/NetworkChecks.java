package org.madaline.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.madaline.diagnose.BatchFit;
import org.madaline.diagnose.FaultTrace;
import org.madaline.diagnose.FirstBatch;
import org.madaline.diagnose.GradientFlow;
import org.madaline.diagnose.RateRange;
import org.madaline.diagnose.Subject;
import org.madaline.diagnose.UnitHealth;
import org.madaline.graph.Mode;
import org.madaline.layer.Summary;
import org.madaline.runs.Text;

/// Judges a network, and its training as it is set up, by its first steps.
final class NetworkChecks {
    private static final int HEART_STEPS = 300;
    private static final int RATES = 100;
    private static final int FLOW_STEP = 10;
    private static final int TRACED = 30;

    /// Multiply-adds that a check may take: some ten seconds.
    private static final double WORK = 1e12;

    /// Forward, and back with respect to values and to weights.
    private static final int PASSES = 3;

    private static final int HEART_EXAMPLES = 32;

    /// The batch of a network for which the usual ones take long.
    private static final int SMALL_BATCH = 16;

    private static final String START = "first loss";
    private static final String HEART = "one batch";
    private static final String RATE = "learning rate";
    private static final String UNITS = "units";
    private static final String GRADIENTS = "gradients";
    private static final String FINITE = "finite";

    private NetworkChecks() {}

    /// The first loss beside that of a network that says nothing.
    static Finding start(FirstBatch first) {
        String text = Text.format("%s of a batch %s that becomes %s; %s is that of outputs that are all 0", Text.number(first.loss()),
                first.input(), first.output(), Text.number(first.expected()));
        if (!Double.isFinite(first.largest()) || !Double.isFinite(first.loss())) {
            return Finding.wrong(START, "see '" + FINITE + "' below", text);
        }
        if (first.largest() > 1000) {
            return Finding.look(START, "put the inputs on a common scale: mean 0, deviation 1",
                    "%s; an input is as large as %.3g", text, first.largest());
        }
        double ratio = first.loss() / Math.max(first.expected(), 1e-12);
        return ratio < 4 ? Finding.good(START, text) : new Finding(ratio < 20 ? Finding.Level.LOOK : Finding.Level.WRONG, START, text,
                "the network begins by being sure of something wrong: smaller first weights in its last layer, inputs on a common scale,"
                        + " or batch normalization");
    }

    static Finding heart(BatchFit fit) {
        String what = Text.count(fit.examples(), "example");
        if (fit.learnt()) {
            return Finding.good(HEART, "%s are learnt by heart in %d steps: the loss falls from %s to %s", what, fit.own().size(),
                    Text.number(fit.own().getFirst()), end(fit.own()));
        }
        String text = Text.format("%s are not learnt by heart in %d steps: the loss goes from %s to %s", what, fit.own().size(),
                Text.number(fit.own().getFirst()), end(fit.own()));
        double left = Math.min(fit.own().getLast(), fit.plain().getLast());
        if (fit.learntPlainly()) {
            return Finding.look(HEART, Text.format("Adam with the rate 0.003 does it in %d: the rate is too low or too high, or something"
                    + " holds the weights back (--weight-decay, --clip-norm)", fit.plain().size()), text);
        }
        return left < 0.5 * Math.max(fit.expected(), fit.own().getFirst())
                ? Finding.look(HEART, "the network is small for its task (--hidden), most of it is frozen, or equal examples have different labels",
                        text)
                : Finding.wrong(HEART, "no rate would help: x does not reach the outputs (dead or saturated units, see below), x or y are mixed up,"
                        + " or the network is too small", text);
    }

    private static String end(List<Double> losses) {
        return Double.isFinite(losses.getLast()) ? Text.number(losses.getLast()) : "no number";
    }

    /// The rate of the settings within the range of those that work.
    ///
    /// @param free whether nothing but the range speaks for a rate; networks for tables have been tried out with theirs, each part of
    ///     which has a rate of its own
    static Finding rate(RateRange range, double own, boolean free) {
        OptionalDouble away = range.runsAway();
        if (!range.falls()) {
            return away.isPresent() && own >= away.getAsDouble()
                    ? Finding.wrong(RATE, "see '" + HEART + "' and '" + FINITE + "'", "the loss falls at no rate, and runs away from %.2g on", away.getAsDouble())
                    : Finding.look(RATE, "a hundred steps were too few, or there is nothing to learn: see '" + HEART + "'", "the loss falls at no rate from 1e-6 to 10");
        }
        double begins = range.begins().orElseThrow();
        double suggested = range.suggested().orElseThrow();
        String text = Text.format("%s; the loss falls from %.2g on, most until %.2g%s%s", Text.value(own), begins,
                range.least().orElseThrow(), away.isPresent() ? Text.format(", and rises again from %.2g on", away.getAsDouble()) : "",
                free ? Text.format("; suggested: about %.1g", suggested) : "");
        if (away.isPresent() && own >= away.getAsDouble()) {
            return Finding.wrong(RATE, Text.format("the loss runs away at this rate: --lr %.1g", suggested), text);
        }
        if (own > range.least().orElseThrow()) {
            return Finding.look(RATE, Text.format("high: should the loss not fall, try --lr %.1g", suggested), text);
        }
        return own < begins / 30 ? Finding.look(RATE, Text.format("low: training will take long; try --lr %.1g", suggested), text)
                : Finding.good(RATE, text);
    }

    static List<Finding> units(UnitHealth health, String when) {
        if (health.layers().isEmpty()) {
            return List.of();
        }
        UnitHealth.Layer worst = health.layers().stream().max(Comparator.comparingDouble(UnitHealth.Layer::share)).orElseThrow();
        boolean dead = worst.function().startsWith("relu");
        String state = dead ? "0 for all" : "at an end of their range for nearly all";
        int silent = health.layers().stream().mapToInt(UnitHealth.Layer::silent).sum();
        int all = health.layers().stream().mapToInt(UnitHealth.Layer::units).sum();
        String text = silent == 0
                ? Text.format("%s: all of %s say something on %s", when, Text.count(all, "unit"), Text.count(health.examples(), "example"))
                : Text.format("%s: %s of %s %s of %s; most in layer %s: %d of %d", when, Text.count(silent), Text.count(all, "unit"), state,
                        Text.count(health.examples(), "example"), worst.path(), worst.silent(), worst.units());
        if (worst.share() <= 0.2) {
            return List.of(Finding.good(UNITS, text));
        }
        String advice = dead ? "no gradient reaches them any more: a lower --lr, batch normalization, or --activation leaky-relu"
                : "hardly a gradient passes through them: inputs on a common scale, smaller first weights, batch normalization, or"
                        + " --activation relu";
        return List.of(new Finding(worst.share() > 0.6 ? Finding.Level.WRONG : Finding.Level.LOOK, UNITS, text, advice));
    }

    static List<Finding> gradients(GradientFlow flow) {
        List<Finding> findings = new ArrayList<>();
        double reach = flow.reach();
        if (!Double.isNaN(reach)) {
            String text = Text.format("the error at the first layer is %.2g times that at the last", reach);
            findings.add(reach < 1e-4
                    ? Finding.wrong(GRADIENTS, "it vanishes on its way back, so that the first layers do not learn: batch normalization,"
                            + " --activation relu, fewer layers", text)
                    : reach > 1e4 ? Finding.wrong(GRADIENTS, "it explodes on its way back: batch normalization, --clip-norm 1, fewer layers", text)
                    : Finding.good(GRADIENTS, text));
        }
        flow.layers().stream().filter(l -> l.weight() > 0).max(Comparator.comparingDouble(GradientFlow.Layer::update)).ifPresent(most -> {
            String text = Text.format("a step moves the weights by %.2g of their size at most (%s)", most.update(), most.name());
            findings.add(!(most.update() < 1) ? Finding.wrong("steps", "weights forget at each step what they were: a far lower --lr", text)
                    : most.update() > 0.3 ? Finding.look("steps", "large: about 0.001 to 0.1 is usual; a lower --lr", text)
                    : most.update() < 1e-7 ? Finding.look("steps", "hardly anything moves: a higher --lr", text)
                    : Finding.good("steps", text));
        });
        return findings;
    }

    static Finding finite(FaultTrace trace, double expected) {
        double first = trace.losses().getFirst();
        double last = trace.losses().stream().filter(Double::isFinite).reduce(first, (_, loss) -> loss);
        String run = Text.format("the loss runs from %s to %s in %s", Text.number(first), Text.number(last),
                Text.count(trace.losses().size(), "step"));
        boolean away = last > 100 * Math.max(first, expected);
        if (trace.fault().isPresent()) {
            Finding fault = fault(trace.fault().get());
            return away ? new Finding(fault.level(), FINITE, run + "; " + fault.text(), fault.advice()) : fault;
        }
        if (away) {
            return Finding.wrong(FINITE, "the steps are too long: a lower --lr, or --clip-norm 1", run);
        }
        return Finding.good(FINITE, "all values stay finite in %d steps at the full rate; the loss goes from %s to %s", trace.losses().size(),
                Text.number(first), Text.number(last));
    }

    private static Finding fault(FaultTrace.Fault fault) {
        String step = "step " + fault.step();
        return switch (fault.place()) {
            case INPUT -> Finding.wrong(FINITE, "mend the data", "%s: an x is no number", step);
            case TARGET -> Finding.wrong(FINITE, "mend the labels", "%s: a y is no number", step);
            case WEIGHT -> Finding.wrong(FINITE, "the step along a gradient as large as this is too long: a lower --lr, or --clip-norm 1",
                    "%s makes weights %s that are no number, along gradients up to %.2g", step, fault.name(), fault.largest());
            case LAYER -> Finding.wrong(FINITE, "what goes in is too large, or is nothing that this function is defined for: inputs on a common"
                            + " scale, a lower --lr, batch normalization",
                    "%s: layer %s (%s) is the first to yield what is no number, of values up to %.2g", step, fault.name(), fault.type(),
                    fault.largest());
            case LOSS -> Finding.wrong(FINITE, "outputs are too large: a lower --lr, inputs and labels on a common scale",
                    "%s: the loss is no number, though all layers up to it are, with outputs up to %.2g", step, fault.largest());
            case GRADIENT -> Finding.wrong(FINITE, "a function of this layer or of the next has an infinite slope there, or what goes in is too large",
                    "%s: the loss is a number, but the gradient of %s is none", step, fault.name());
        };
    }

    /// As many as can be afforded, at least a fifth of the usual ones.
    private static int steps(double work, int usual) {
        return (int) Math.clamp(WORK / work, Math.ceilDiv(usual, 5), usual);
    }

    /// All of them, on a training as it is set up.
    ///
    /// @param free whether its rate is to be chosen by what is seen
    static Diagnosis of(Subject subject, boolean free) {
        double rate = subject.trainer().updates().groups().getLast().optimizer().rate();
        FirstBatch first = FirstBatch.of(subject);
        List<Finding> findings = new ArrayList<>(List.of(start(first)));
        if (!Double.isFinite(first.loss())) {
            findings.add(finite(FaultTrace.of(subject, 1), first.expected()));
            return Diagnosis.of(findings);
        }
        double work = PASSES * (double) Summary.of(subject.trainer().network(), Mode.TRAINING).multiplyAdds();
        int batch = subject.trainer().course().batchSize();
        Subject tried = steps(work * batch, RATES) < RATES / 2
                ? new Subject(subject.trainer().batchSize(Math.min(batch, SMALL_BATCH)), subject.data())
                : subject;
        double each = work * tried.trainer().course().batchSize();
        int examples = steps(work * HEART_EXAMPLES, HEART_STEPS) < HEART_STEPS / 2 ? HEART_EXAMPLES / 4 : HEART_EXAMPLES;
        BatchFit fit = BatchFit.of(subject, examples, steps(work * examples, HEART_STEPS));
        RateRange range = RateRange.of(tried, steps(each, RATES));
        GradientFlow flow = GradientFlow.of(tried, Math.max(2, steps(each, FLOW_STEP)));
        findings.add(heart(fit));
        findings.add(rate(range, rate, free));
        findings.addAll(units(UnitHealth.atStart(subject), "at the start"));
        findings.addAll(gradients(flow));
        findings.add(finite(FaultTrace.of(tried, steps(each, TRACED)), first.expected()));
        return new Diagnosis(findings, java.util.Optional.of(fit), java.util.Optional.of(range), java.util.Optional.of(flow), List.of());
    }
}
