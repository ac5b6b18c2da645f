/// From the cells of a table to the numbers that a model takes: types of columns by stated rules, features fitted on the
/// training rows and kept with the model, data sets of classes or numbers.
package org.madaline.table;
