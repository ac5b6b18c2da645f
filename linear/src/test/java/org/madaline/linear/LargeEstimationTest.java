package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.madaline.train.Penalty;

/// Models of many inputs and classes: what an estimation needs is bounded, and known before it begins.
class LargeEstimationTest {
    private static final int ROWS = 700;
    private static final int COLUMNS = 300;
    private static final int CLASSES = 200;

    @Test
    void anEvaluationLeavesNoGarbageOfTheSizeOfTheParameters() {
        var values = new double[ROWS * COLUMNS];
        var labels = new int[ROWS];
        for (int i = 0; i < values.length; i++) {
            values[i] = StrictMath.sin(i);
        }
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % CLASSES;
        }
        var risk = new LinearRisk(DesignMatrix.of(ROWS, COLUMNS, values), labels, null, new Link.Softmax(CLASSES), true, Penalty.l2(1));
        double[] start = new double[risk.dimension()];
        var solver = new Lbfgs(5, 60, 1e-8, 0);
        // Code that is not yet compiled makes garbage of its own.
        for (int warm = 0; warm < 2; warm++) {
            solver.minimize(risk, start);
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getTotalThreadAllocatedBytes();
        int evaluations = solver.minimize(risk, start).evaluations();
        double each = (double) (threads.getTotalThreadAllocatedBytes() - before) / evaluations;

        // The ten vectors of the history and some more are made once; an evaluation made ten of them before.
        assertThat(evaluations).isGreaterThan(20);
        assertThat(each).isLessThan(2 * 8.0 * risk.dimension());
    }

    @Test
    void ofVeryManyParametersTheLastDigitsAreNotWaitedFor() {
        assertThat(Settings.DEFAULT.solverFor(1000, 1 << 18)).isEqualTo(new Lbfgs());
        assertThat(Settings.DEFAULT.solverFor(1000, (1 << 18) + 1)).isEqualTo(new Lbfgs().withTolerance(1e-5));
    }

    @Test
    void whatCannotFitIsRefusedBeforehand() {
        assertThatThrownBy(() -> SolverMemory.require(new ProximalNewton(), 20_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("20,000,000 parameters", "ProximalNewton", "are left", "ProximalGradient", "-Xmx");
        assertThatThrownBy(() -> SolverMemory.require(new Lbfgs(), 2_000_000_000))
                .hasMessageContainingAll("896,000 MB for Lbfgs", "fewer features or classes");
        SolverMemory.require(new Newton(), 2048);
        SolverMemory.require(new Lbfgs(), 100_000);
    }
}
