package org.madaline.kernels.block;

import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.Program;

/// An elementwise program over a space, with stored outputs.
public final class MapStep implements Step {
    /// The work of a chunk, in elements times their cost.
    private static final int CHUNK = 64 * 1024;

    private final ProgramEvaluator evaluator;
    private final int blocks;
    private final int chunks;

    private MapStep(ProgramEvaluator evaluator, Space space) {
        this.evaluator = evaluator;
        this.blocks = space.blocks();
        int blockCost = Math.max(1, space.blockRows() * space.blockColumns() * evaluator.cost());
        int wanted = Math.max(1, Math.ceilDiv(blocks, Math.ceilDiv(CHUNK, blockCost)));
        // An even number, of even chunks, for two or four threads to be done at the same time.
        this.chunks = wanted == 1 ? 1 : wanted + wanted % 2;
    }

    /// Binds the program to its operands.
    public static Step of(Loops loops, Program program, MapShape shape, Slice[] inputs, Slice[] outputs) {
        if (outputs.length != program.outputs().size()) {
            throw new IllegalArgumentException("the program has " + program.outputs().size() + " outputs, but "
                    + outputs.length + " places were given");
        }
        Space space = Space.of(Space.collapse(shape));
        return new MapStep(new ProgramEvaluator(loops, program, space, inputs, outputs), space);
    }

    @Override
    public int chunks(int stage) {
        return chunks;
    }

    @Override
    public void run(int stage, int chunk) {
        Scratch scratch = Scratch.get();
        evaluator.begin(scratch.cursor(), scratch.floats(Scratch.ALIGNED + evaluator.scratch()), Scratch.ALIGNED);
        int end = (int) ((chunk + 1L) * blocks / chunks);
        for (int block = (int) ((long) chunk * blocks / chunks); block < end; block++) {
            evaluator.block(scratch.cursor(), block);
        }
    }

    @Override
    public String name() {
        return "map of " + blocks + " blocks";
    }
}
