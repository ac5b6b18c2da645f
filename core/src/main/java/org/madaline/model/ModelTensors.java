package org.madaline.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// The tensors of a model by name: a view of its variables, in which they lie as the kernels want them. Who asks for one
/// gets a copy; so the weights are held once.
final class ModelTensors extends AbstractMap<String, Tensor> {
    private final Variables variables;
    private final Set<String> names;
    private final Map<String, Tensor> others;

    /// @param names of all tensors, in order
    /// @param others the tensors that are no variables
    ModelTensors(Variables variables, Set<String> names, Map<String, Tensor> others) {
        this.variables = variables;
        this.names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        this.others = new LinkedHashMap<>(others);
    }

    Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        names.forEach(name -> shapes.put(name, others.containsKey(name) ? others.get(name).shape() : variables.shape(name)));
        return Collections.unmodifiableMap(shapes);
    }

    @Override
    public Tensor get(Object key) {
        return !(key instanceof String name) || !names.contains(name) ? null
                : others.containsKey(name) ? others.get(name) : variables.get(name);
    }

    @Override
    public boolean containsKey(Object key) {
        return names.contains(key);
    }

    @Override
    public Set<String> keySet() {
        return names;
    }

    @Override
    public Set<Entry<String, Tensor>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Tensor>> iterator() {
                Iterator<String> each = names.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Entry<String, Tensor> next() {
                        String name = each.next();
                        return new SimpleImmutableEntry<>(name, get(name));
                    }
                };
            }

            @Override
            public int size() {
                return names.size();
            }
        };
    }
}
