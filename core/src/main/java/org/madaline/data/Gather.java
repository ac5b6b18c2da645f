package org.madaline.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;

/// Reads the fields of a batch into arrays, as a step that workers share; writes masks of sequences beside them.
public final class Gather implements Step {
    /// The floats of a chunk, about: large pictures take long to read, so that each of them is a chunk.
    private static final int CHUNK_FLOATS = 1 << 14;

    private final List<BatchField> fields;
    private final Map<String, Slice> slices = new LinkedHashMap<>();
    private final float[][] arrays;
    private final int[] bases;
    private final int[] sizes;
    private final Slice[] masks;
    private final int width;
    private final int chunk;
    private Batch batch;

    /// A step for batches of one form.
    ///
    /// @param into where fields and masks go, by name; those that are not named get arrays of their own
    /// @param form of all batches that are read
    public Gather(BatchForm form, Map<String, Slice> into) {
        int size = form.size();
        int length = form.length();
        this.fields = form.fields();
        this.width = fields.stream().mapToInt(f -> f.padded(length).size()).sum();
        this.chunk = Math.clamp(CHUNK_FLOATS / Math.max(1, width), 1, 16);
        this.sizes = fields.stream().mapToInt(f -> f.padded(length).size()).toArray();
        for (BatchField field : fields) {
            int values = field.padded(length).prepend(size).size();
            slices.put(field.name(), into.containsKey(field.name()) ? into.get(field.name()) : Slice.allocate(values));
            if (field.sequence()) {
                int places = size * field.padded(length).dim(0);
                slices.put(field.mask(), into.containsKey(field.mask()) ? into.get(field.mask()) : Slice.allocate(places));
            }
        }
        this.arrays = fields.stream().map(f -> slices.get(f.name()).array()).toArray(float[][]::new);
        this.bases = fields.stream().mapToInt(f -> slices.get(f.name()).offset()).toArray();
        this.masks = fields.stream().map(f -> f.sequence() ? slices.get(f.mask()) : null).toArray(Slice[]::new);
    }

    /// Where a field or mask goes.
    ///
    /// @param name of the field or of its mask
    /// @return a slice of as many floats as the padded batch has; null if there is no such field
    public Slice slice(String name) {
        return slices.get(name);
    }

    /// The batch of the next run, of the same fields, size and length.
    ///
    /// @param next what is read by the runs that follow
    public void at(Batch next) {
        batch = next;
    }

    /// This step, then others.
    ///
    /// @param copies steps that bring what was read to further places
    /// @param others steps that use it
    /// @return all of them in that order
    public Step[] before(List<Step> copies, List<Step> others) {
        return Stream.of(List.of(this), copies, others).flatMap(List::stream).toArray(Step[]::new);
    }

    @Override
    public int chunks(int stage) {
        return Math.ceilDiv(batch.size(), chunk);
    }

    @Override
    public void run(int stage, int part) {
        int[] offsets = new int[sizes.length];
        int end = Math.min(batch.size(), (part + 1) * chunk);
        for (int i = part * chunk; i < end; i++) {
            int example = batch.example(i);
            for (int f = 0; f < sizes.length; f++) {
                offsets[f] = bases[f] + i * sizes[f];
                if (masks[f] != null) {
                    pad(f, i, batch.data().length(example, f), offsets[f]);
                }
            }
            batch.data().read(example, arrays, offsets);
        }
    }

    /// Zeros for all places of a sequence, and its mask.
    private void pad(int f, int i, int length, int offset) {
        int places = fields.get(f).padded(batch.length()).dim(0);
        if (length > places) {
            throw new IllegalArgumentException("field " + fields.get(f).name() + " has an example of length " + length
                    + " in a batch for lengths up to " + places);
        }
        Arrays.fill(arrays[f], offset, offset + sizes[f], 0);
        int at = masks[f].offset() + i * places;
        Arrays.fill(masks[f].array(), at, at + length, 1);
        Arrays.fill(masks[f].array(), at + length, at + places, 0);
    }

    @Override
    public String name() {
        return "gather " + (batch == null ? 0 : batch.size()) + "x" + width;
    }
}
