package org.madaline.features;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The column of a table that a component of a record, a getter or a field stands for, where it is called otherwise:
/// `record Iris(@Column("sepal length") double sepalLength, ...)`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.FIELD})
public @interface Column {
    /// {@return the name of the column}
    String value();
}
