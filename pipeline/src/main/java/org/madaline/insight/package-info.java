/// What a model has learnt from a table, found by asking it: which columns it leans on, and how its answers follow each of them.
package org.madaline.insight;
