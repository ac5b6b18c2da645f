package org.madaline.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.Network;
import org.madaline.tensor.Tensor;
import org.madaline.tensor.TensorSource;

/// Matches tensors by name against the variables of a network.
public final class StateDict {
    private static final String COUNT = "num_batches_tracked";

    private StateDict() {}

    /// The tensors of foreign weights that a network starts from, for [org.madaline.train.Trainer#weights] or a [Model].
    /// Counts of batches may be missing: old files have none.
    ///
    /// @param given tensors by PyTorch's names
    /// @param fresh beginnings of names, up to a dot, that are neither taken nor required: a head that is replaced, such as
    ///         `fc` for a network with other classes, or auxiliary heads that the network does not have
    /// @param network whose variables, in training mode, are looked for
    /// @return what is taken of `given`
    /// @throws IllegalArgumentException naming all tensors that are missing, unexpected or of another shape
    public static Map<String, Tensor> match(Network network, Map<String, Tensor> given, String... fresh) {
        Graph training = new Graph(Mode.TRAINING);
        network.build(training, 2);
        Map<String, Graph.Variable> expected = new LinkedHashMap<>();
        training.variables().forEach((name, variable) -> {
            if (!isOneOf(name, fresh) && (!name.endsWith(COUNT) || given.containsKey(name))) {
                expected.put(name, variable);
            }
        });
        Map<String, Tensor> taken = new LinkedHashMap<>(given);
        taken.keySet().removeIf(name -> isOneOf(name, fresh));
        requireEqual(expected, taken, Set.of());
        return taken;
    }

    private static boolean isOneOf(String name, String... parts) {
        return Arrays.stream(parts).anyMatch(part -> name.equals(part) || name.startsWith(part + "."));
    }

    /// The variables that a network has in training only, such as counts of batches.
    static Set<String> trainingOnly(Network network) {
        Graph training = new Graph(Mode.TRAINING);
        network.build(training, 2);
        return training.variables().keySet();
    }

    /// @param expected the variables that must be given
    /// @param allowed names that may be given besides
    /// @throws IllegalArgumentException naming everything that is missing, unexpected or of another shape, together
    static void requireEqual(Map<String, Graph.Variable> expected, Map<String, ? extends TensorSource> given, Set<String> allowed) {
        List<String> faults = new ArrayList<>();
        expected.forEach((name, variable) -> {
            TensorSource tensor = given.get(name);
            if (tensor == null) {
                faults.add("missing " + name + " " + variable.shape());
            } else if (!tensor.shape().equals(variable.shape())) {
                faults.add(name + " has shape " + tensor.shape() + ", expected " + variable.shape());
            }
        });
        given.keySet().stream().filter(name -> !expected.containsKey(name) && !allowed.contains(name))
                .forEach(name -> faults.add("unexpected " + name));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the tensors do not fit the network: "
                    + faults.stream().collect(Collectors.joining("; ")));
        }
    }
}
