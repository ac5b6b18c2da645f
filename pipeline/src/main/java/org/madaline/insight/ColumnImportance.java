package org.madaline.insight;

/// How much worse a model becomes when a column tells it nothing (Breiman 2001): the cells of the column change places between
/// the rows, all else stays.
///
/// @param column its name
/// @param loss by which the loss grows, the mean of several changes; in the unit that [ModelProbe#measure] names
/// @param spread between the least and the greatest of them
public record ColumnImportance(String column, double loss, double spread) {}
