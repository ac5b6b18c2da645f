package org.madaline.runs;

import java.util.List;
import java.util.Optional;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.image.ImagePreprocessing.ResizeAndCrop;
import org.madaline.layer.Network;
import org.madaline.linear.LinearModel;
import org.madaline.tensor.Shape;

/// What `--model` can name.
public sealed interface ModelChoice {
    /// What models that are not made for pictures take of them.
    ImagePreprocessing THUMBNAIL =
            new ResizeAndCrop(32, 32, 32, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

    /// {@return what makes the input of a picture from a folder}
    default ImagePreprocessing preprocessing() {
        return THUMBNAIL;
    }

    /// {@return whether the input is `[C, H, W]`}
    default boolean takesPictures() {
        return false;
    }

    /// Makes a network for inputs of a shape.
    @FunctionalInterface
    non-sealed interface Architecture extends ModelChoice {
        /// {@return the network for inputs of a shape}
        ///
        /// @param settings widths, activation, dropout; architectures for pictures heed none of them
        /// @param input the shape of one example
        /// @param outputs the number of classes, or 1 for a regression
        Network network(NetworkSettings settings, Shape input, int outputs);

        /// {@return the name of the last layer, which is replaced for other classes, where it is known}
        default Optional<String> head() {
            return Optional.empty();
        }
    }

    /// A network for rows of a table: it depends on what the columns are.
    ///
    /// @param kind which network
    record OfTables(Kind kind) implements ModelChoice {
        /// Which network.
        public enum Kind {
            /// [org.madaline.table.RealMlp].
            REAL_MLP,
            /// The same with less effort.
            FAST,
            /// [org.madaline.table.TabM].
            TABM,
            /// Several of both.
            BEST
        }
    }

    /// A linear model, estimated by a solver.
    ///
    /// @param kind empty: what suits the label
    record Linear(Optional<LinearModel.Kind> kind) implements ModelChoice {
        Linear(LinearModel.Kind kind) {
            this(Optional.of(kind));
        }
    }
}
