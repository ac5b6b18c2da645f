package org.madaline.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// Examples (x, y) that can only be read from first to last, as from a file that does not fit in memory. It can be
/// read any number of times.
public interface ExampleSource extends Examples {
    /// Starts at the first example.
    ///
    /// @return a pass of its own, to be closed
    /// @throws IOException if the source cannot be opened
    Reader open() throws IOException;

    /// One pass over the examples.
    interface Reader extends AutoCloseable {
        /// Writes the next example into the arrays, row-major.
        ///
        /// @param x where the input goes
        /// @param xOffset where it begins there
        /// @param y where the target goes
        /// @param yOffset where it begins there
        /// @return false at the end, when nothing was written
        /// @throws IOException if the source cannot be read
        boolean next(float[] x, int xOffset, float[] y, int yOffset) throws IOException;

        @Override
        void close() throws IOException;
    }

    /// A data set in memory as a source.
    ///
    /// @param dataset is read from first to last at each pass
    /// @return the same examples
    /// @throws IllegalArgumentException if the examples weigh differently, which a source cannot say
    static ExampleSource of(Dataset dataset) {
        if (dataset.weighted()) {
            throw new IllegalArgumentException("the examples of a stream weigh alike; train on the data set itself");
        }
        return new ExampleSource() {
            @Override
            public Shape inputShape() {
                return dataset.inputShape();
            }

            @Override
            public Shape targetShape() {
                return dataset.targetShape();
            }

            @Override
            public List<String> classNames() {
                return dataset.classNames();
            }

            @Override
            public Optional<Task<?>> task() {
                return dataset.task();
            }

            @Override
            public Optional<Preparation> preparation() {
                return dataset.preparation();
            }

            @Override
            public int size() {
                return dataset.size();
            }

            @Override
            public Reader open() {
                return new Reader() {
                    private int next;

                    @Override
                    public boolean next(float[] x, int xOffset, float[] y, int yOffset) {
                        if (next == dataset.size()) {
                            return false;
                        }
                        dataset.read(next++, x, xOffset, y, yOffset);
                        return true;
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
