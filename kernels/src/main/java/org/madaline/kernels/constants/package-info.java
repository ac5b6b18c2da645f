/// Numbers that the portable functions and the vector kernels must have in common, so that both yield the same bits. For
/// the project's own modules.
package org.madaline.kernels.constants;
