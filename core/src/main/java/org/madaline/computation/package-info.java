/// Computations over a model's variables: named inputs and outputs, sizes that each call chooses; and the engine that runs them.
package org.madaline.computation;
