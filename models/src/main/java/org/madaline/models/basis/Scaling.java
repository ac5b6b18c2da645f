package org.madaline.models.basis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// φⱼ(x) = (xⱼ - shiftⱼ) / scaleⱼ, as for standardized features.
public final class Scaling implements Basis {
    private final double[] shift;
    private final double[] scale;

    /// @param shift one finite value for each input
    /// @param scale one finite value other than 0 for each input
    public Scaling(double[] shift, double[] scale) {
        if (shift.length != scale.length || shift.length == 0) {
            throw new IllegalArgumentException("a scaling needs one shift and one scale for each input, not "
                    + shift.length + " and " + scale.length);
        }
        this.shift = shift.clone();
        this.scale = scale.clone();
        for (int j = 0; j < shift.length; j++) {
            if (!Double.isFinite(shift[j]) || !Double.isFinite(scale[j]) || scale[j] == 0) {
                throw new IllegalArgumentException("shift and scale of input " + j + " are " + shift[j] + " and "
                        + scale[j] + "; they must be finite and the scale not 0");
            }
        }
    }

    @Override
    public int inputs() {
        return shift.length;
    }

    @Override
    public int size() {
        return shift.length;
    }

    /// The values subtracted, as a copy.
    public double[] shift() {
        return shift.clone();
    }

    /// The values divided by, as a copy.
    public double[] scale() {
        return scale.clone();
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        for (int j = 0; j < shift.length; j++) {
            phi[to + j] = (x[from + j] - shift[j]) / scale[j];
        }
    }

    @Override
    public List<String> names() {
        return Bases.inputNames(shift.length);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "scaling");
        map.put("shift", Fields.list(shift));
        map.put("scale", Fields.list(scale));
        return map;
    }

    static Scaling fromMap(Map<String, Object> map) {
        return new Scaling(Fields.numbers(map, "shift"), Fields.numbers(map, "scale"));
    }
}
