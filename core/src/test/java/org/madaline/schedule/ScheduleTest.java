package org.madaline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.testing.Golden;
import tools.jackson.databind.JsonNode;

final class ScheduleTest {
    static Stream<String> ids() {
        return Golden.cases("optimizers/schedules").stream().map(c -> c.get("id").asString());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void agreesWithPyTorch(String id) {
        JsonNode golden = Golden.find("optimizers/schedules", id);
        double base = golden.get("base_lr").asDouble();
        double[] expected = Golden.values(golden.get("lr"));
        double[] rates = new double[expected.length];
        if (id.startsWith("plateau")) {
            OnPlateau plateau = plateau(golden.get("config"));
            OnPlateau.State state = plateau.start(base);
            double[] metrics = Golden.values(golden.get("metric"));
            for (int t = 0; t < rates.length; t++) {
                rates[t] = state.rate();
                state = plateau.next(state, metrics[t]);
            }
        } else {
            Schedule schedule = schedule(golden.get("schedule").asString(), golden.get("config"));
            Arrays.setAll(rates, t -> schedule.rate(base, t));
        }
        Golden.assertClose(id, rates, expected, 1e-10);
    }

    private static Schedule schedule(String name, JsonNode c) {
        return switch (name) {
            case "StepLR" -> new Steps(number(c, "step_size", 0), number(c, "gamma", 0.1));
            case "MultiStepLR" -> new Milestones(Arrays.stream(Golden.values(c.get("milestones"))).boxed().toList(),
                    number(c, "gamma", 0.1));
            case "ExponentialLR" -> new Exponential(number(c, "gamma", 0));
            case "ConstantLR" -> new Linear(number(c, "factor", 0), number(c, "factor", 0), 1)
                    .until(number(c, "total_iters", 5), Schedule.CONSTANT);
            case "LinearLR" -> new Linear(number(c, "start_factor", 1.0 / 3), number(c, "end_factor", 1),
                    number(c, "total_iters", 5));
            case "PolynomialLR" -> new Polynomial(number(c, "total_iters", 5), number(c, "power", 1));
            case "CosineAnnealingLR" -> new Cosine(number(c, "T_max", 0), number(c, "eta_min", 0));
            case "CosineAnnealingWarmRestarts" ->
                new WarmRestarts(number(c, "T_0", 0), number(c, "T_mult", 1), number(c, "eta_min", 0));
            case "OneCycleLR" -> new OneCycle(number(c, "max_lr", 0), number(c, "total_steps", 0),
                    number(c, "pct_start", 0.3), number(c, "div_factor", 25), number(c, "final_div_factor", 1e4),
                    c.has("anneal_strategy") ? OneCycle.Curve.LINEAR : OneCycle.Curve.COSINE, c.has("three_phase"));
            case "CyclicLR" -> new Cyclic(number(c, "base_lr", 0), number(c, "max_lr", 0), number(c, "step_size_up", 0),
                    number(c, "step_size_down", number(c, "step_size_up", 0)), switch (c.get("mode").asString()) {
                        case "triangular" -> Cyclic.Mode.EQUAL;
                        case "triangular2" -> Cyclic.Mode.HALVING;
                        default -> Cyclic.Mode.EXPONENTIAL;
                    }, number(c, "gamma", 1));
            case "SequentialLR" -> new Cosine(25).afterWarmUp(5, 0.1);
            default -> throw new AssertionError(name);
        };
    }

    private static OnPlateau plateau(JsonNode c) {
        return new OnPlateau(c.get("mode").asString().equals("min") ? OnPlateau.Goal.MINIMUM : OnPlateau.Goal.MAXIMUM,
                number(c, "factor", 0.1), (int) number(c, "patience", 10), number(c, "threshold", 1e-4),
                !c.has("threshold_mode"), (int) number(c, "cooldown", 0), number(c, "min_lr", 0));
    }

    private static double number(JsonNode c, String name, double otherwise) {
        return c.has(name) ? c.get(name).asDouble() : otherwise;
    }

    @Test
    void timesMayLieBetweenWholeNumbers() {
        assertThat(new Cosine(10).rate(1, 5)).isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-15));
        assertThat(new Cosine(10).rate(1, 2.5)).isBetween(0.85, 0.86);
        assertThat(new Steps(1, 0.5).rate(1, 0.99)).isEqualTo(1);
    }

    @Test
    void wavesGrowTwiceAsLong() {
        CosineLog waves = new CosineLog(4, 256);
        double[] times = {0, 1, 10, 100.5, 200, 256, 300};
        double[] expected = {0, 0.06513902176228148, 0.7536117876968471, 0.3933031202199938, 0.7439405373987127, 0, 0};
        for (int i = 0; i < times.length; i++) {
            assertThat(waves.rate(3, times[i])).as("at %s", times[i]).isCloseTo(3 * expected[i], org.assertj.core.data.Offset.offset(1e-12));
        }
    }

    @Test
    void plateauGoesOnFromASavedState() {
        OnPlateau plateau = new OnPlateau(OnPlateau.Goal.MINIMUM, 0.5, 1);
        OnPlateau.State saved = plateau.next(plateau.next(plateau.start(1), 1), 2);
        assertThat(saved).isEqualTo(new OnPlateau.State(1, 1, 1, 0));
        assertThat(plateau.next(saved, 2).rate()).isEqualTo(0.5);
        assertThat(plateau.next(saved, Double.NaN).rate()).as("NaN is no improvement").isEqualTo(0.5);
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> new Steps(0, 0.1)).hasMessageContaining("period").hasMessageContaining("0.0");
        assertThatThrownBy(() -> new Exponential(Double.NaN)).hasMessageContaining("factor");
        assertThatThrownBy(() -> new Milestones(List.of(-1.0), 0.1)).hasMessageContaining("milestone");
        assertThatThrownBy(() -> new WarmRestarts(1, 0.5, 0)).hasMessageContaining("growth");
        assertThatThrownBy(() -> new OneCycle(1, 1)).hasMessageContaining("steps");
        assertThatThrownBy(() -> new OnPlateau(OnPlateau.Goal.MINIMUM, 1, 1)).hasMessageContaining("factor");
    }

    @Test
    void oneCycleIsFiniteAtItsEdges() {
        for (double rise : new double[] {0, 0.1, 0.3, 0.5}) {
            for (boolean symmetric : new boolean[] {false, true}) {
                OneCycle cycle = new OneCycle(1, 10, rise, 25, 1e4, OneCycle.Curve.COSINE, symmetric);
                for (int t = 0; t < 12; t++) {
                    assertThat(cycle.rate(0, t)).as("%s at %s", cycle, t).isBetween(0.0, 1.0);
                }
            }
        }
    }
}
