package org.madaline.plan;

import org.madaline.kernels.Step;

/// Some of a step's stages, as a step.
///
/// @param from the first stage
/// @param to behind the last
record Stages(Step step, int from, int to) implements Step {
    @Override
    public int stages() {
        return to - from;
    }

    @Override
    public int chunks(int stage) {
        return step.chunks(from + stage);
    }

    @Override
    public void run(int stage, int chunk) {
        step.run(from + stage, chunk);
    }

    @Override
    public String name() {
        return step.name();
    }
}
