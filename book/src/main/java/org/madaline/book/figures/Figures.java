package org.madaline.book.figures;

import java.util.List;

/// All figures: those of the book in its order, then those for what the text only says.
public final class Figures {
    private static final List<BookFigure> ALL = List.of(
            new BookFigure(
                    "1.1",
                    "figure-1.1",
                    "A typical artificial neural network",
                    "Data enter at the left; each neuron sums what it receives, weighted, and passes on a function of it.",
                    _ -> NetworkFigures.typicalNetwork()),
            new BookFigure(
                    "2.1",
                    "figure-2.1",
                    "Logistic regression, separable and not",
                    "Stars are objects of class 1, crosses of class 0; the colour is σ(wᵀx + b), the line the decision boundary wᵀx + b = 0.",
                    _ -> LogisticFigures.decisionBoundaries()),
            new BookFigure(
                    "2.2",
                    "figure-2.2",
                    "How logistic regression predicts a label",
                    "A weighted sum, the sigmoid of it, and a threshold at one half.",
                    _ -> LogisticFigures.pipeline()),
            new BookFigure(
                    "2.3",
                    "figure-2.3",
                    "Ever steeper sigmoids",
                    "σ(nz) tends to a step for each z ≠ 0; not uniformly, for near 0 each curve still passes 1/2.",
                    _ -> LogisticFigures.steps()),
            new BookFigure(
                    "2.4",
                    "figure-2.4",
                    "The same data with quadratic basis functions",
                    "Left the feature vectors φ = (x₁², x₂²), which a line separates; right the objects, which an ellipse separates.",
                    _ -> LogisticFigures.basisFunctions()),
            new BookFigure(
                    "3.1",
                    "figure-3.1",
                    "A network with two hidden layers",
                    "Depth L = 3: the parameters W[ℓ], b[ℓ] lead from the activations a[ℓ−1] to a[ℓ].",
                    _ -> NetworkFigures.notation()),
            new BookFigure(
                    "3.2",
                    "figure-3.2",
                    "Typical activation functions",
                    "Solid the function, dashed its derivative; softmax as its first argument moves.",
                    _ -> NetworkFigures.activations()),
            new BookFigure(
                    "3.3",
                    "figure-3.3",
                    "Handwritten digits",
                    "Random objects of the training data with their labels.",
                    TrainedFigures::digits),
            new BookFigure(
                    "3.4",
                    "figure-3.4",
                    "Rows of the first weight matrix",
                    "Each row of W[1] as an image: light pixels are positive weights, dark ones negative, grey ones near 0.",
                    TrainedFigures::weights),
            new BookFigure(
                    "3.5",
                    "figure-3.5",
                    "Forward propagation and back-propagation",
                    "Activations run forward, errors backward; where they meet, the gradients arise.",
                    _ -> NetworkFigures.passes()),
            new BookFigure(
                    "3.6",
                    "figure-3.6",
                    "One neuron in both passes",
                    "Forward it reads a row of W[ℓ], backward a column of W[ℓ+1].",
                    _ -> NetworkFigures.neuronPasses()),
            new BookFigure(
                    "",
                    "learning-curves",
                    "Learning curves with and without batch normalization and dropout",
                    "The same network four times: without the two techniques, with one, and with both.",
                    TrainedFigures::learningCurves),
            new BookFigure(
                    "",
                    "vanishing-gradients",
                    "Vanishing gradients",
                    "The size of each layer's weight gradient in a network of 20 layers of 40 neurons before training.",
                    _ -> NetworkFigures.vanishingGradients()),
            new BookFigure(
                    "",
                    "dimensional-explosion",
                    "Dimensional explosion",
                    "The number of monomials in d variables of degree at most κ, (d+κ choose d).",
                    _ -> LogisticFigures.dimensionalExplosion()),
            new BookFigure(
                    "",
                    "xor",
                    "XOR",
                    "A neuron divides the plane by one line, which cannot part (0, 0) and (1, 1) from the others; two layers can.",
                    _ -> XorFigure.draw()),
            new BookFigure(
                    "",
                    "universal-approximation",
                    "Universal approximation",
                    "A wide enough layer comes as close to a continuous function on an interval as one likes.",
                    _ -> NetworkFigures.universalApproximation()));

    private Figures() {}

    /// {@return all figures, in the order of the page}
    public static List<BookFigure> all() {
        return ALL;
    }
}
