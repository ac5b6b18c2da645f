/// What a model's outputs mean: classes, several labels, or numbers; and how a row of outputs becomes an answer.
package org.madaline.task;
