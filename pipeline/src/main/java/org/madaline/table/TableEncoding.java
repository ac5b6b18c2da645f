package org.madaline.table;

/// The form of x that rows of a table get.
public enum TableEncoding {
    /// Numbers in standard deviations from the mean; a 0 or 1 for each category, scaled likewise; a number for each of the words and
    /// pairs of words of a text, at most 2,048.
    STANDARD,
    /// Numbers in distances of the quartiles from the median, brought smoothly into (-3, 3); so are the 0 and 1 of up to eight
    /// categories. A column of more categories becomes one number, the index of the category, for an embedding (Holzmüller et
    /// al. 2024). So do, where the label is a class, besides their number, the values of a number that has few: not more than 255, each in 20 rows on
    /// average, those of less than 3 rows a tenth at most. A text becomes what a linear model of its words says of the label.
    ROBUST
}
