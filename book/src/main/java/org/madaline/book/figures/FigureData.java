package org.madaline.book.figures;

import java.io.IOException;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.datasets.Digits;
import org.madaline.datasets.Mnist;

/// The images of digits that some figures show.
///
/// @param name of the data set, for titles
/// @param side of an image in pixels
/// @param images x `[side²]` from 0 to 1, y the digit
public record FigureData(String name, int side, Split images) {
    /// {@return MNIST; where it cannot be had, the 8x8 digits that ship with the library}
    public static FigureData mnistOrDigits() {
        try {
            return new FigureData("MNIST", 28, Mnist.load());
        } catch (IOException e) {
            return digits();
        }
    }

    /// {@return the 8x8 digits that ship with the library, every fifth to test on}
    public static FigureData digits() {
        Dataset all = Digits.load();
        return new FigureData("8x8 digits", 8, Splits.stratified(all, 0.2, 1));
    }
}
