package org.madaline.kernels.spatial;

import java.util.Arrays;
import java.util.List;
import org.madaline.kernels.Prepared;
import org.madaline.kernels.block.Tiles;

/// The weights of a convolution as the tiles read them: for each part and group, panels of some columns; in a panel,
/// row after row. Packed anew whenever the weights have changed.
final class PackedWeights {
    private final List<Part> parts;
    private final int groups;
    private final Panels panels;
    private final int[] partOffsets;
    private final float[] packed;
    private final Source source;
    private final Tiles tiles;

    /// Weight of the kernel's tap `tap`, row channel `row` of a patch and column `column` of the result, group `group`:
    /// at `group groupStep + tap tapStep + row rowStep + column columnStep`; one of the last two steps is 1.
    record Source(int groupStep, int tapStep, int rowStep, int columnStep) {}

    /// All that the packed values depend on besides the weights.
    private record Form(List<List<Integer>> kernels, List<Integer> depths, int groups, Panels panels, Source source) {}

    /// @param columns of the result, in each group
    PackedWeights(Tiles tiles, List<Part> parts, int groups, int columns, Source source) {
        this.parts = parts;
        this.groups = groups;
        this.source = source;
        this.tiles = tiles;
        panels = Panels.of(columns);
        partOffsets = new int[parts.size() + 1];
        for (int part = 0; part < parts.size(); part++) {
            partOffsets[part + 1] = Math.addExact(partOffsets[part], Math.multiplyExact(groups, groupSize(part)));
        }
        packed = new float[partOffsets[parts.size()]];
    }

    Prepared prepared() {
        List<List<Integer>> kernels = parts.stream().map(part -> Arrays.stream(part.kernel()).boxed().toList()).toList();
        return new Prepared(new Form(kernels, parts.stream().map(part -> part.patches().depth()).toList(), groups, panels, source), this);
    }

    private int depth(int part) {
        return parts.get(part).kernel().length * parts.get(part).patches().depth();
    }

    private int groupSize(int part) {
        return panels.size(depth(part));
    }

    Panels panels() {
        return panels;
    }

    /// Where a panel of a part and group begins in [#packed].
    int offset(int part, int group, int panel) {
        return partOffsets[part] + group * groupSize(part) + panels.offset(panel, depth(part));
    }

    float[] packed() {
        return packed;
    }

    /// The number of independent packing tasks.
    int tasks() {
        return parts.size() * groups * panels.count();
    }

    /// Packs one panel.
    void pack(int task, float[] w, int offset) {
        int panel = task % panels.count();
        int group = task / panels.count() % groups;
        int part = task / panels.count() / groups;
        int to = offset(part, group, panel);
        int from = offset + group * source.groupStep + panels.begin(panel) * source.columnStep;
        int rows = parts.get(part).patches().depth();
        for (int tap : parts.get(part).kernel()) {
            packTap(w, from + tap * source.tapStep, rows, panels.columns(panel), to, panels.rowLength(panel));
            to += rows * panels.rowLength(panel);
        }
    }

    private void packTap(float[] w, int from, int rows, int width, int to, int rowLength) {
        if (source.rowStep == 1) {
            tiles.transpose(w, from, source.columnStep, width, rows, packed, to, rowLength);
        } else {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(w, from + row * source.rowStep, packed, to + row * rowLength, width);
            }
        }
    }
}
