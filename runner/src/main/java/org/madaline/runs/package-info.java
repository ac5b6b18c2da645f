/// Settings, recipes, data by name, training, and the folder of a run: all that commands share, without a word printed.
package org.madaline.runs;
