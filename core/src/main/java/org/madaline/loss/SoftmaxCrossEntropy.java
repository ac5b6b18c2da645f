package org.madaline.loss;

import java.util.List;
import org.madaline.check.Require;
import org.madaline.graph.Node;
import org.madaline.graph.Op;

/// Cross-entropy of softmax: -Σₖ qₖ ln softmax(z)ₖ from the logits z, stable for all finite z. (book, eq. 3.13, 3.16)
///
/// Predictions: logits `[N, K]`, or `[N, K, ...]` with one choice for each place. Targets: class indices `[N]`, `[N, 1]`
/// or `[N, ...]`, or probabilities of the predictions' shape (one-hot vectors are such). A negative index adds
/// nothing; one beyond the classes is an error.
///
/// With class weights the mean is weighted: it divides by the sum of the weights of the targets' classes; with
/// probabilities as targets by N, as in PyTorch. If all indices are ignored, the mean is 0.
///
/// @param smoothing ε: the target becomes (1 - ε) q + ε / K; default 0 (Szegedy et al. 2016)
/// @param weights one for each class; default none
/// @param ignored the class index that marks examples without a class, which the mean leaves out; NaN, the default: none
/// @param reduction default MEAN
public record SoftmaxCrossEntropy(double smoothing, List<Double> weights, double ignored, Reduction reduction) implements TermwiseLoss {
    /// Checks the settings and copies the weights.
    ///
    /// @throws IllegalArgumentException if the smoothing lies outside of [0, 1] or a weight is negative
    public SoftmaxCrossEntropy {
        Require.share("label smoothing", smoothing);
        weights = Targets.checked(weights);
    }

    /// Neither smoothing nor weights; all classes count; the mean over the examples.
    public SoftmaxCrossEntropy() {
        this(0, List.of(), Double.NaN, Reduction.MEAN);
    }

    /// Moves a share of each target to all classes alike, so that the network grows less sure.
    ///
    /// @param smoothing ε, in [0, 1]; usual 0.1
    /// @return this loss with that smoothing
    public SoftmaxCrossEntropy withSmoothing(double smoothing) {
        return new SoftmaxCrossEntropy(smoothing, weights, ignored, reduction);
    }

    /// Lets classes count differently, as where some are rare.
    ///
    /// @param weights one for each class, at least 0; none: all count alike
    /// @return this loss with those weights
    public SoftmaxCrossEntropy withWeights(List<Double> weights) {
        return new SoftmaxCrossEntropy(smoothing, weights, ignored, reduction);
    }

    /// Leaves out examples with this class index, such as -100 or 255, which need not be one of the classes.
    ///
    /// @param index of examples without a class
    /// @return this loss, which leaves them out of sum and mean
    public SoftmaxCrossEntropy withIgnored(int index) {
        return new SoftmaxCrossEntropy(smoothing, weights, index, reduction);
    }

    /// Makes one number of the values in another way.
    ///
    /// @param reduction how
    /// @return this loss with that reduction
    public SoftmaxCrossEntropy withReduction(Reduction reduction) {
        return new SoftmaxCrossEntropy(smoothing, weights, ignored, reduction);
    }

    /// @throws IllegalArgumentException if the prediction is itself a softmax, which would be applied twice
    @Override
    public LossTerms terms(Node prediction, Node target) {
        if (prediction.op() instanceof Op.Softmax) {
            throw new IllegalArgumentException("the network ends in softmax, and this loss contains it; let the network end in logits, "
                    + "the layer before");
        }
        Node z = Targets.rows(prediction);
        boolean probabilities = target.shape().equals(prediction.shape());
        int count = prediction.shape().dim(0);
        if (!probabilities && smoothing == 0 && weights.isEmpty()) {
            // The same numbers as with unit vectors, of which all but one are 0.
            Node k = Targets.classes(z, target, ignored);
            Node each = z.graph().apply(new Op.ClassCrossEntropy(), z, k);
            return Double.isNaN(ignored) ? LossTerms.of(each, reduction, count)
                    : LossTerms.of(each, k.greater(-0.5), reduction, count);
        }
        Node q = probabilities ? Targets.rows(target) : Targets.oneHot(z, target, ignored);
        int classes = z.shape().dim(1);
        Node hit = q;
        if (smoothing > 0) {
            // An ignored row of zeros stays one.
            Node share = probabilities ? q.graph().constant(smoothing / classes) : q.sum(1).times(smoothing / classes);
            q = q.times(1 - smoothing).plus(share);
        }
        if (!weights.isEmpty()) {
            Node row = Targets.row(z, weights);
            q = q.times(row);
            hit = hit.times(row);
        }
        Node each = q.graph().apply(new Op.CrossEntropy(), z, q);
        boolean weighted = !probabilities && (!weights.isEmpty() || !Double.isNaN(ignored));
        return weighted ? LossTerms.of(each, hit, reduction, count) : LossTerms.of(each, reduction, count);
    }
}
