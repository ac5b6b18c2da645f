/// What the compiler asks of kernels: the operations, the geometry of their operands, and who provides them. For the
/// project's own modules; what a user's own kernel needs is in [org.madaline.kernels].
package org.madaline.kernels.spec;
