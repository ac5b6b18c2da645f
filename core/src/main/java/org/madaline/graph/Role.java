package org.madaline.graph;

/// What a variable is for: who changes it, and whether it is a part of the model.
public enum Role {
    /// A value of the model that training changes along its gradient.
    PARAMETER,
    /// A value of the model that changes by assignments, such as running statistics.
    STATE,
    /// A value beside the model that an optimizer keeps from step to step, such as a momentum. A checkpoint holds it, a
    /// model does not.
    OPTIMIZER,
    /// A value of the model that nothing changes: a parameter left as it is, or a table of fixed numbers.
    CONSTANT;

    /// Whether a model holds it.
    ///
    /// @return false for OPTIMIZER
    public boolean ofModel() {
        return this != OPTIMIZER;
    }
}
