package org.madaline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.Network;
import org.madaline.tensor.Tensor;

/// Matches tensors by name against the variables of a network.
public final class StateDict {
    private StateDict() {}

    /// The variables that a network has in training only, such as counts of batches.
    static Set<String> trainingOnly(Network network) {
        Graph training = new Graph(Mode.TRAINING);
        network.build(training, 2);
        return training.variables().keySet();
    }

    /// @param expected the variables that must be given
    /// @param allowed names that may be given besides
    /// @throws IllegalArgumentException naming everything that is missing, unexpected or of another shape, together
    static void requireEqual(Map<String, Graph.Variable> expected, Map<String, Tensor> given, Set<String> allowed) {
        List<String> faults = new ArrayList<>();
        expected.forEach((name, variable) -> {
            Tensor tensor = given.get(name);
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
