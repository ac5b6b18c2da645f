package org.madaline.linear;

/// The formulas of the book's chapter 2 for one object or a sample, as they stand there, but computed so that they
/// neither overflow nor lose digits. θ = (w, b); labels are 0 or 1.
public final class Logistic {
    private Logistic() {}

    /// {@return the sigmoid function σ(z) = 1 / (1 + e⁻ᶻ)}                                         (book, eq. 2.1)
    ///
    /// @param z any; infinity gives 0 or 1
    public static double sigmoid(double z) {
        double e = StrictMath.exp(-Math.abs(z));
        return z >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// {@return the score z = wᵀx + b}                                                    (book, section 2.1)
    ///
    /// @param w d weights
    /// @param b intercept
    /// @param x d features
    public static double score(double[] w, double b, double[] x) {
        if (w.length != x.length) {
            throw new IllegalArgumentException("w has " + w.length + " components and x has " + x.length
                    + "; both need one per feature");
        }
        return DoubleMatrix.dot(w, 0, x, 0, w.length) + b;
    }

    /// {@return the model D(y | x; θ) = σ(wᵀx + b)ʸ (1 - σ(wᵀx + b))¹⁻ʸ: the probability of label y}     (book, eq. 2.2, 2.3)
    ///
    /// @param y 0 or 1
    /// @param x d features
    /// @param w d weights
    /// @param b intercept
    public static double model(int y, double[] x, double[] w, double b) {
        requireBinary(y);
        double z = score(w, b, x);
        return sigmoid(y == 1 ? z : -z);
    }

    /// {@return the logarithm of the model, -ln(1 + e^∓ᶻ): finite where the model itself underflows}
    ///
    /// @param y 0 or 1
    /// @param x d features
    /// @param w d weights
    /// @param b intercept
    public static double logModel(int y, double[] x, double[] w, double b) {
        requireBinary(y);
        return -crossEntropyOfScore(y, score(w, b, x));
    }

    /// {@return the likelihood L(θ) = Πᵢ D(y⁽ⁱ⁾ | x⁽ⁱ⁾; θ)}                                   (book, eq. 2.4)
    ///
    /// A product of many probabilities underflows to 0: for more than some hundred objects use [#crossEntropy].
    ///
    /// @param x m objects of d features
    /// @param y 0 or 1 for each
    /// @param w d weights
    /// @param b intercept
    public static double likelihood(double[][] x, int[] y, double[] w, double b) {
        requireSample(x, y);
        double product = 1;
        for (int i = 0; i < x.length; i++) {
            product *= model(y[i], x[i], w, b);
        }
        return product;
    }

    /// {@return the cross entropy of a sample, -ln L(θ)}                                         (book, eq. 2.5)
    ///
    /// @param x m objects of d features
    /// @param y 0 or 1 for each
    /// @param w d weights
    /// @param b intercept
    public static double crossEntropy(double[][] x, int[] y, double[] w, double b) {
        requireSample(x, y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum -= logModel(y[i], x[i], w, b);
        }
        return sum;
    }

    /// {@return the cross entropy loss ℓ(y, ŷ) = -y ln ŷ - (1 - y) ln(1 - ŷ), y ∈ {0, 1}, ŷ ∈ \[0, 1]}       (book, eq. 2.9)
    ///
    /// The definition gives ŷ the domain {0, 1}, where ℓ is 0 or infinite; it is used on the whole interval. A term
    /// whose factor is 0 counts as 0.
    ///
    /// @param y          0 or 1
    /// @param prediction ŷ
    public static double loss(int y, double prediction) {
        requireBinary(y);
        if (!(prediction >= 0 && prediction <= 1)) {
            throw new IllegalArgumentException("a predicted probability lies in [0, 1]; this one is " + prediction);
        }
        return y == 1 ? -StrictMath.log(prediction) : -StrictMath.log1p(-prediction);
    }

    /// {@return ℓ(y, σ(z)) = ln(1 + eᶻ) - y z, from the score: exact for large |z|, too}
    ///
    /// @param y 0 or 1
    /// @param z score
    public static double crossEntropyOfScore(int y, double z) {
        return Math.max(z, 0) - y * z + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    /// {@return the empirical risk J(θ) = 1/m Σᵢ ℓ(y⁽ⁱ⁾, σ(wᵀx⁽ⁱ⁾ + b))}                 (book, eq. 2.10, 2.13)
    ///
    /// @param x m objects of d features
    /// @param y 0 or 1 for each
    /// @param w d weights
    /// @param b intercept
    public static double empiricalRisk(double[][] x, int[] y, double[] w, double b) {
        return crossEntropy(x, y, w, b) / x.length;
    }

    /// {@return the hypothesis h(x): 1 if D(1 | x; θ) ≥ 0.5, else 0}                             (book, eq. 2.7)
    ///
    /// @param x d features
    /// @param w d weights
    /// @param b intercept
    public static int hypothesis(double[] x, double[] w, double b) {
        return model(1, x, w, b) >= 0.5 ? 1 : 0;
    }

    /// {@return the same decision from the side of the hyperplane: 1 if wᵀx + b ≥ 0, else 0}     (book, eq. 2.8)
    ///
    /// @param x d features
    /// @param w d weights
    /// @param b intercept
    public static int side(double[] x, double[] w, double b) {
        return score(w, b, x) >= 0 ? 1 : 0;
    }

    /// The decision boundary {x | wᵀx + b = 0} of a model with two features: x₂ at the given x₁.   (book, eq. 2.8)
    ///
    /// @param x1 first feature
    /// @param w  two weights
    /// @param b  intercept
    /// @return NaN where the boundary is vertical, w₂ = 0
    public static double boundary(double x1, double[] w, double b) {
        if (w.length != 2) {
            throw new IllegalArgumentException("the boundary is a line for 2 features; this model has " + w.length);
        }
        return w[1] == 0 ? Double.NaN : -(w[0] * x1 + b) / w[1];
    }

    /// {@return the signed distance (wᵀx + b) / |w| of x from the decision boundary}
    ///
    /// @param x d features
    /// @param w d weights
    /// @param b intercept
    public static double distance(double[] x, double[] w, double b) {
        return score(w, b, x) / Math.sqrt(Vectors.dot(w, w));
    }

    private static void requireBinary(int y) {
        if (y != 0 && y != 1) {
            throw new IllegalArgumentException("logistic regression has the labels 0 and 1, not " + y);
        }
    }

    private static void requireSample(double[][] x, int[] y) {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException("a sample needs one label for each of its objects and at least one; "
                    + "here are " + x.length + " objects and " + y.length + " labels");
        }
    }
}
