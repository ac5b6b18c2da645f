/// Computations over a model's variables: named inputs and outputs, sizes that each call chooses.
package org.madaline.computation;
