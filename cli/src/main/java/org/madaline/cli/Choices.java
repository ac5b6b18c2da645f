package org.madaline.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.madaline.layer.Activation;

/// What the flags of `train` can name.
final class Choices {
    /// Of the hidden layers of an MLP.
    static final Choice<Activation> ACTIVATIONS = new Choice<>("--activation", activations());

    private Choices() {}

    private static Map<String, Activation> activations() {
        var map = new LinkedHashMap<String, Activation>();
        map.put("relu", Activation.RELU);
        map.put("sigmoid", Activation.SIGMOID);
        map.put("tanh", Activation.TANH);
        map.put("hardtanh", Activation.HARD_TANH);
        map.put("identity", Activation.IDENTITY);
        map.put("leaky-relu", Activation.LEAKY_RELU);
        map.put("elu", Activation.ELU);
        map.put("selu", Activation.SELU);
        map.put("gelu", Activation.GELU);
        map.put("silu", Activation.SILU);
        map.put("softplus", Activation.SOFTPLUS);
        map.put("hard-sigmoid", Activation.HARD_SIGMOID);
        map.put("hard-swish", Activation.HARD_SWISH);
        map.put("relu6", Activation.RELU6);
        return map;
    }

    static final class ActivationNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ACTIVATIONS.iterator();
        }
    }
}
