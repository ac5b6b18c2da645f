/// IDX files, the format of MNIST.
package org.madaline.formats.idx;
