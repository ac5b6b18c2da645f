package org.madaline.optimizer;

import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Role;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// What an optimizer sees of one parameter: its value, its gradient, the rate, and named states beside it.
///
/// @param name the parameter's name
/// @param parameter its value before the step
/// @param gradient of the loss with respect to it
/// @param rate the learning rate of this step, a scalar
/// @param scalars where numbers that change with the step t = 1, 2, ... are registered; they are computed in double
///     precision outside of the graph
/// @param prefix of their names, which tells them from those of another optimizer in the same step
public record Update(String name, Node parameter, Node gradient, Node rate, Map<String, LongToDoubleFunction> scalars,
        String prefix) {
    /// What the only optimizer of a step sees.
    ///
    /// @param name the parameter's name
    /// @param parameter its value before the step
    /// @param gradient of the loss with respect to it
    /// @param rate the learning rate of this step, a scalar
    /// @param scalars where numbers that change with the step are registered
    public Update(String name, Node parameter, Node gradient, Node rate, Map<String, LongToDoubleFunction> scalars) {
        this(name, parameter, gradient, rate, scalars, "");
    }

    /// A state of the parameter's shape, zero at first, such as a momentum.
    ///
    /// @param state its name within the optimizer, such as `momentum`
    /// @return its value before the step
    public Node state(String state) {
        return graph().variable("optimizer." + state + "." + name, parameter.shape(), Initializers.ZEROS, Role.OPTIMIZER);
    }

    /// The gradient with the penalty λ/2 |θ|² of classic weight decay: g + λ θ.
    Node decayed(double decay) {
        return decay == 0 ? gradient : gradient.plus(parameter.times(decay));
    }

    /// A state that follows `value` as a running average, s ← β s + (1 - β) value, and its new value.
    Node average(String state, Node value, double beta) {
        Node old = state(state);
        Node next = old.plus(value.minus(old).times(1 - beta));
        assign(old, next);
        return next;
    }

    /// A number that depends on the step t = 1, 2, ...
    ///
    /// @param scalar its name within the optimizer
    /// @param value a function of t, computed in double precision
    /// @return a scalar that the training fills in before each step
    public Node scalar(String scalar, LongToDoubleFunction value) {
        scalars.put(prefix + scalar, value);
        return graph().input(prefix + scalar, Shape.SCALAR);
    }

    /// Gives a state its new value at the end of the step.
    ///
    /// @param state one that [#state] gave
    /// @param value of the same shape
    public void assign(Node state, Node value) {
        graph().assign(state, value);
    }

    private Graph graph() {
        return parameter.graph();
    }
}
