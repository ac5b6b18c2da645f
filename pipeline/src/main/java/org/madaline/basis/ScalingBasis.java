package org.madaline.basis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.data.Scaler;

/// φⱼ(x) = (xⱼ - offsetⱼ) / scaleⱼ: standardized features or features from 0 to 1, before another basis or a model.
///
/// @param scaler offset and scale of each input
public record ScalingBasis(Scaler scaler) implements Basis {

    @Override
    public int inputs() {
        return scaler.scale().length;
    }

    @Override
    public int size() {
        return inputs();
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        double[] scaled = scaler.apply(Arrays.copyOfRange(x, from, from + size()));
        System.arraycopy(scaled, 0, phi, to, scaled.length);
    }

    @Override
    public List<String> names() {
        return Bases.inputNames(size());
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "scaling");
        map.put("offset", Fields.list(scaler.offset()));
        map.put("scale", Fields.list(scaler.scale()));
        return map;
    }

    static ScalingBasis fromMap(Map<String, Object> map) {
        return new ScalingBasis(new Scaler(Fields.numbers(map, "offset"), Fields.numbers(map, "scale")));
    }
}
