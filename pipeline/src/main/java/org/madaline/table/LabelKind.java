package org.madaline.table;

/// What the column to be predicted is to be.
public enum LabelKind {
    /// Told from its cells by the rules of [TableData].
    AUTO,
    /// Classes: its texts as they are spelled.
    CLASSES,
    /// A number.
    NUMBER
}
