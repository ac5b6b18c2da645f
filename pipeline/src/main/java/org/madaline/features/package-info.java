/// From a raw example (a row of a table, a picture, numbers) to the numbers that a model takes.
package org.madaline.features;
