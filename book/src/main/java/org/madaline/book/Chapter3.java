package org.madaline.book;

import static org.madaline.book.Kind.DEFINITION;
import static org.madaline.book.Kind.EQUATION;
import static org.madaline.book.Kind.EXAMPLE;
import static org.madaline.book.Kind.REMARK;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The numbered items of sections 3.1 to 3.3, networks and maximum likelihood, without their figures.
final class Chapter3 {
    private static final String P = "org.madaline.book.network.";
    private static final String F = P + "FeedForward#";
    private static final String SCALAR = P + "ActivationFunction$Scalar#";
    private static final String LOSS = P + "SoftmaxLoss#";
    private static final String FT = P + "FeedForwardTest#";
    private static final String LT = P + "SoftmaxLossTest#";

    private final List<BookItem> items = new ArrayList<>();

    private Chapter3() {}

    static List<BookItem> items() {
        Chapter3 chapter = new Chapter3();
        chapter.network();
        chapter.activations();
        chapter.loss();
        chapter.classes();
        chapter.likelihood();
        return chapter.items;
    }

    private void add(
            Kind kind,
            String number,
            String title,
            String statement,
            List<String> code,
            String test,
            Consumer<Sheet> example) {
        items.add(new BookItem(kind, number, title, statement, code, test, example));
    }

    private void eq(String number, String statement, String code, String test, Consumer<Sheet> example) {
        add(EQUATION, number, "", statement, List.of(code), test, example);
    }

    private void network() {
        String forward = FT + "forwardIsTheDefinition";
        add(
                DEFINITION,
                "3.1.1",
                "Artificial neural network",
                "f(x) = a[L],  a[0] = x,  z[ℓ] = W[ℓ] a[ℓ−1] + b[ℓ],  a[ℓ] = g[ℓ](z[ℓ]) for ℓ = 1, …, L",
                List.of(F + "forward", "org.madaline.layer.Network#of"),
                forward,
                NetworkExamples::forward);
        eq("3.1", "f(x) = a[L]", F + "apply", forward, NetworkExamples::forward);
        eq("3.2", "a[0] = x", F + "forward", forward, NetworkExamples::forward);
        eq("3.3", "z[ℓ] = W[ℓ] a[ℓ−1] + b[ℓ]", "org.madaline.layer.Dense#build", forward, NetworkExamples::forward);
        eq("3.4", "a[ℓ] = g[ℓ](z[ℓ]),  ℓ = 1, …, L", F + "forward", forward, NetworkExamples::forward);
        add(
                REMARK,
                "3.1.1",
                "Nonlinearity",
                "if all g[ℓ] are identities, f(x) = W x + b with W = W[L]⋯W[1]",
                List.of(F + "collapsed"),
                FT + "aNetworkOfIdentitiesCollapses",
                NetworkExamples::collapse);
        eq(
                "3.5",
                "L = 1:  f(x) = g[1](W[1] x + b[1])",
                F + "apply",
                FT + "layersCompose",
                NetworkExamples::composition);
        eq(
                "3.6",
                "L = 2:  f(x) = g[2](W[2] g[1](W[1] x + b[1]) + b[2])",
                F + "apply",
                FT + "layersCompose",
                NetworkExamples::composition);
        String component = FT + "scalarActivationsActOnEachComponent";
        add(
                REMARK,
                "3.1.2",
                "Scalar activation functions",
                "g: ℝ → ℝ is applied to each component of z",
                List.of(SCALAR + "apply"),
                component,
                NetworkExamples::componentwise);
        eq("3.7", "g(z) = (g(z₁), …, g(zₙ))ᵀ", SCALAR + "apply", component, NetworkExamples::componentwise);
    }

    private void activations() {
        String values = FT + "activationsAreTheirFormulas";
        String layer = "org.madaline.layer.Activation#";
        add(
                EXAMPLE,
                "3.1.1",
                "Typical activation functions",
                "sigmoid, ReLU, tanh, hardtanh, identity, softmax",
                List.of(SCALAR + "value", "org.madaline.layer.Activation#build"),
                values,
                NetworkExamples::activations);
        eq("3.8", "σ(z) = 1 / (1 + e⁻ᶻ)", layer + "SIGMOID", values, NetworkExamples::activations);
        eq("3.9", "ReLU(z) = max(0, z)", layer + "RELU", values, NetworkExamples::activations);
        eq("3.10", "tanh(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)", layer + "TANH", values, NetworkExamples::activations);
        eq("3.11", "hardtanh(z) = max(−1, min(1, z))", layer + "HARD_TANH", values, NetworkExamples::activations);
        eq("3.12", "id(z) = z", layer + "IDENTITY", values, NetworkExamples::activations);
        eq(
                "3.13",
                "softmax(z)ⱼ = e^zⱼ / ∑ᵢ e^zᵢ",
                layer + "SOFTMAX",
                FT + "softmaxIsADistribution",
                NetworkExamples::softmax);
    }

    private void loss() {
        String oneHot = LT + "oneHotHasOneOne";
        eq(
                "3.14",
                "k ↦ eₖ₊₁ ∈ ℝᴷ for k in {0, …, K − 1}: K elements, the (k + 1)-st is 1",
                LOSS + "oneHot",
                oneHot,
                NetworkExamples::oneHot);
        eq(
                "3.15",
                "the label k becomes (0, …, 0, 1, 0, …, 0)ᵀ with the 1 at position k + 1",
                LOSS + "oneHot",
                oneHot,
                NetworkExamples::oneHot);
        String value = LT + "theLossIsMinusTheLogarithmOfTheTrueClass";
        add(
                DEFINITION,
                "3.2.1",
                "Softmax loss",
                "ℓ(y, ŷ) = −∑ₖ yₖ ln ŷₖ",
                List.of(LOSS + "value", "org.madaline.loss.Loss#build"),
                value,
                NetworkExamples::loss);
        eq("3.16", "ℓ(y, ŷ) = −∑ₖ yₖ ln ŷₖ", LOSS + "value", value, NetworkExamples::loss);
        eq(
                "3.17",
                "ŷ⁽ⁱ⁾ₖ = softmax(z⁽ⁱ⁾)ₖ = e^z⁽ⁱ⁾ₖ / ∑ⱼ e^z⁽ⁱ⁾ⱼ",
                P + "ActivationFunction$Softmax#apply",
                FT + "softmaxIsADistribution",
                NetworkExamples::softmax);
        eq(
                "3.18",
                "y⁽ⁱ⁾ₖ = 1 if example i belongs to the k-th class, else 0",
                LOSS + "oneHot",
                oneHot,
                NetworkExamples::oneHot);
        eq("3.19", "loss of example i = −∑ₖ y⁽ⁱ⁾ₖ ln ŷ⁽ⁱ⁾ₖ", LOSS + "value", value, NetworkExamples::loss);
        eq("3.20", "min over θ of −(1/m) ∑ᵢ ∑ₖ y⁽ⁱ⁾ₖ ln ŷ⁽ⁱ⁾ₖ", LOSS + "value", value, NetworkExamples::meanLoss);
    }

    private void classes() {
        eq(
                "3.21",
                "h(x) = (arg maxₖ ŷₖ) − 1",
                LOSS + "hypothesis",
                LT + "theHypothesisIsTheLargestOutput",
                NetworkExamples::hypothesis);
        eq(
                "3.22",
                "ŷₖ = softmax(z[L])ₖ = 𝒟(y = k − 1 | x; θ)",
                P + "ActivationFunction$Softmax#apply",
                FT + "softmaxIsADistribution",
                NetworkExamples::hypothesis);
        eq(
                "3.23",
                "L = 1, z[1] = (−(wᵀx + b), 0):  softmax(z[1]) = (1 − σ(wᵀx + b), σ(wᵀx + b))",
                P + "ActivationFunction$Softmax#apply",
                LT + "logisticRegressionIsTheCaseOfTwoClasses",
                NetworkExamples::binary);
    }

    private void likelihood() {
        String mle = LT + "theLikelihoodIsTheProductOfTheTrueClasses";
        String probability = LOSS + "probability";
        add(
                REMARK,
                "3.2.1",
                "Maximum likelihood interpretation",
                "the softmax loss is −ln of the likelihood of 𝒟(y | x; θ) = ∏ₖ f(x)ₖ^yₖ",
                List.of(probability, LOSS + "value"),
                mle,
                NetworkExamples::maximumLikelihood);
        eq(
                "3.24",
                "𝒟(y | x; θ) = ∏ₖ [f(x)ₖ]^yₖ for a one-hot y",
                probability,
                mle,
                NetworkExamples::maximumLikelihood);
        eq("3.25", "−ln 𝒟(𝒮; θ) = −∑ᵢ ∑ₖ y⁽ⁱ⁾ₖ ln f(x⁽ⁱ⁾)ₖ", LOSS + "value", mle, NetworkExamples::maximumLikelihood);
        eq("3.26", "ℙ(y⁽ⁱ⁾ | x⁽ⁱ⁾; θ) = ∏ₖ [f(x⁽ⁱ⁾)ₖ]^y⁽ⁱ⁾ₖ", probability, mle, NetworkExamples::maximumLikelihood);
        eq(
                "3.27",
                "ℙ(y⁽ⁱ⁾ | x⁽ⁱ⁾; θ) = f(x⁽ⁱ⁾)ₖ, k the class of example i",
                probability,
                mle,
                NetworkExamples::maximumLikelihood);
        eq("3.28", "likelihood(θ) = ∏ᵢ ∏ₖ [f(x⁽ⁱ⁾)ₖ]^y⁽ⁱ⁾ₖ", probability, mle, NetworkExamples::maximumLikelihood);
        eq(
                "3.29",
                "ℒ(θ) = −ln likelihood(θ) = −∑ᵢ ∑ₖ y⁽ⁱ⁾ₖ ln f(x⁽ⁱ⁾)ₖ",
                LOSS + "value",
                mle,
                NetworkExamples::maximumLikelihood);
        eq("3.30", "ℒ(θ) = ∑ᵢ ℓ(y⁽ⁱ⁾, f(x⁽ⁱ⁾))", LOSS + "value", mle, NetworkExamples::maximumLikelihood);
        add(
                EXAMPLE,
                "3.3.1",
                "MNIST",
                "784-100-50-10 with batch normalization and dropout: 98.38 % of the test images",
                List.of(
                        "org.madaline.datasets.Mnist#load",
                        "org.madaline.layer.BatchNorm#build",
                        "org.madaline.layer.Dropout#build"),
                "org.madaline.book.BookTest#theNetworkOfTheMnistExampleHasItsParameters",
                NetworkExamples::mnist);
    }
}
