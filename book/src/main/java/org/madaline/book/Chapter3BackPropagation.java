package org.madaline.book;

import static org.madaline.book.Kind.ALGORITHM;
import static org.madaline.book.Kind.DEFINITION;
import static org.madaline.book.Kind.EQUATION;
import static org.madaline.book.Kind.LEMMA;
import static org.madaline.book.Kind.REMARK;
import static org.madaline.book.Kind.THEOREM;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The numbered items of section 3.4, error back-propagation, without its figures.
final class Chapter3BackPropagation {
    private static final String P = "org.madaline.book.network.";
    private static final String B = P + "BackPropagation#";
    private static final String LIBRARY = "org.madaline.autodiff.Backpropagation#gradients";
    private static final String T = P + "BackPropagationTest#";
    private static final String AGREE = T + "allFormsAgreeWithFiniteDifferences";
    private static final String DELTA = T + "theErrorOfASoftmaxLayerIsOutputMinusLabel";

    private final List<BookItem> items = new ArrayList<>();

    private Chapter3BackPropagation() {}

    static List<BookItem> items() {
        Chapter3BackPropagation section = new Chapter3BackPropagation();
        section.perParameter();
        section.theorem();
        section.errors();
        section.softmax();
        section.vectorized();
        return section.items;
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

    private void perParameter() {
        String code = B + "perParameter";
        eq(
                "3.31",
                "θ̂ ∈ arg min over θ of 𝒥(θ) = (1/m) ∑ᵢ ℓ(y⁽ⁱ⁾, f(x⁽ⁱ⁾))",
                B + "vectorized",
                T + "theDerivativeOfTheMeanIsTheMeanOfTheDerivatives",
                BackPropagationExamples::problem);
        add(
                LEMMA,
                "3.4.1",
                "Partial derivatives with respect to parameters",
                "∂ℓ/∂w[ℓ]ⱼᵢ = δ[ℓ]ⱼ a[ℓ−1]ᵢ  and  ∂ℓ/∂b[ℓ]ⱼ = δ[ℓ]ⱼ",
                List.of(code),
                AGREE,
                BackPropagationExamples::lemma);
        eq(
                "3.32",
                "δ[ℓ]ⱼ = ∂ℓ(y, f(x)) / ∂z[ℓ]ⱼ",
                code,
                T + "theErrorIsTheDerivativeByTheNetInput",
                BackPropagationExamples::errors);
        eq("3.33", "∂ℓ/∂w[ℓ]ⱼᵢ = δ[ℓ]ⱼ a[ℓ−1]ᵢ,  ∂ℓ/∂b[ℓ]ⱼ = δ[ℓ]ⱼ", code, AGREE, BackPropagationExamples::lemma);
        eq(
                "3.34",
                "z[ℓ]ⱼ = ∑ᵢ w[ℓ]ⱼᵢ a[ℓ−1]ᵢ + b[ℓ]ⱼ",
                P + "FeedForward#forward",
                P + "FeedForwardTest#forwardIsTheDefinition",
                NetworkExamples::forward);
        eq(
                "3.35",
                "∂ℓ/∂w[ℓ]ⱼᵢ = ∂ℓ/∂z[ℓ]ⱼ · ∂z[ℓ]ⱼ/∂w[ℓ]ⱼᵢ = δ[ℓ]ⱼ a[ℓ−1]ᵢ",
                code,
                AGREE,
                BackPropagationExamples::lemma);
        eq("3.36", "∂ℓ/∂b[ℓ]ⱼ = ∂ℓ/∂z[ℓ]ⱼ · 1 = δ[ℓ]ⱼ", code, AGREE, BackPropagationExamples::lemma);
    }

    private void theorem() {
        String code = B + "perParameter";
        add(
                THEOREM,
                "3.4.1",
                "Back-propagation",
                "δ[L]ⱼ = ∑ₖ ∂ℓ/∂a[L]ₖ · ∂a[L]ₖ/∂z[L]ⱼ,  δ[ℓ]ⱼ = g[ℓ]′(z[ℓ]ⱼ) ∑ₖ δ[ℓ+1]ₖ w[ℓ+1]ₖⱼ for ℓ < L",
                List.of(code, LIBRARY),
                AGREE,
                BackPropagationExamples::theorem);
        eq("3.37", "δ[L]ⱼ = ∑ₖ ∂ℓ/∂a[L]ₖ · ∂a[L]ₖ/∂z[L]ⱼ", code, AGREE, BackPropagationExamples::theorem);
        eq("3.38", "δ[ℓ]ⱼ = g[ℓ]′(z[ℓ]ⱼ) ∑ₖ δ[ℓ+1]ₖ w[ℓ+1]ₖⱼ", code, AGREE, BackPropagationExamples::theorem);
        eq(
                "3.39",
                "δ[L]ⱼ = ∂ℓ/∂a[L] (1 × n_L) · ∂a[L]/∂z[L]ⱼ (n_L × 1)",
                code,
                AGREE,
                BackPropagationExamples::theorem);
        eq(
                "3.40",
                "the product of (3.39) written out as the sum over k of (3.37)",
                code,
                AGREE,
                BackPropagationExamples::theorem);
        eq(
                "3.41",
                "δ[ℓ]ⱼ = ∑ₖ δ[ℓ+1]ₖ · ∂z[ℓ+1]ₖ/∂a[ℓ]ⱼ · ∂a[ℓ]ⱼ/∂z[ℓ]ⱼ, the factors being w[ℓ+1]ₖⱼ and g[ℓ]′(z[ℓ]ⱼ)",
                code,
                AGREE,
                BackPropagationExamples::theorem);
    }

    private void errors() {
        String component = T + "aComponentwiseOutputHasADiagonalJacobian";
        add(
                REMARK,
                "3.4.1",
                "Activation functions in the output layer",
                "for a component-wise g[L]:  δ[L]ⱼ = g[L]′(z[L]ⱼ) · ∂ℓ/∂a[L]ⱼ",
                List.of(B + "vectorized"),
                component,
                BackPropagationExamples::componentwiseOutput);
        eq(
                "3.42",
                "δ[L]ⱼ = g[L]′(z[L]ⱼ) · ∂ℓ/∂a[L]ⱼ",
                B + "vectorized",
                component,
                BackPropagationExamples::componentwiseOutput);
        add(
                DEFINITION,
                "3.4.1",
                "Error",
                "δ[ℓ] = (δ[ℓ]₁, …, δ[ℓ]ₙ)ᵀ, n the width of layer ℓ",
                List.of(P + "Gradients#delta"),
                T + "theErrorIsTheDerivativeByTheNetInput",
                BackPropagationExamples::errors);
        eq(
                "3.43",
                "δ[ℓ] = (δ[ℓ]₁, …, δ[ℓ]ₙ)ᵀ",
                P + "Gradients#delta",
                T + "theErrorIsTheDerivativeByTheNetInput",
                BackPropagationExamples::errors);
        eq(
                "3.44",
                "δ[L]ᵀ = ∂ℓ/∂a[L] · ∂a[L]/∂z[L], a row times an n_L × n_L matrix",
                P + "ActivationFunction#jacobian",
                AGREE,
                BackPropagationExamples::jacobianProduct);
        eq(
                "3.45",
                "δ[L] = g[L]′(z[L]) ⊙ ∇ₐℓ for a component-wise g[L]",
                B + "vectorized",
                component,
                BackPropagationExamples::componentwiseOutput);
    }

    private void softmax() {
        String delta = P + "SoftmaxLoss#delta";
        add(
                REMARK,
                "3.4.2",
                "The error of softmax",
                "δ[L] = f(x) − y for softmax under the softmax loss, if ∑ₖ yₖ = 1",
                List.of(delta),
                DELTA,
                BackPropagationExamples::softmaxError);
        eq("3.46", "δ[L] = f(x) − y", delta, DELTA, BackPropagationExamples::softmaxError);
        eq(
                "3.47",
                "ℓ(y, f(x)) = −∑ₖ yₖ ln f(x)ₖ",
                P + "SoftmaxLoss#value",
                P + "SoftmaxLossTest#theLossIsMinusTheLogarithmOfTheTrueClass",
                NetworkExamples::loss);
        eq(
                "3.48",
                "δ[L]ⱼ = ∑ₖ (−∑ₙ yₙ ∂ln f(x)ₙ/∂a[L]ₖ) · ∂/∂z[L]ⱼ (e^zₖ / ∑ᵢ e^zᵢ)",
                P + "ActivationFunction$Softmax#jacobian",
                DELTA,
                BackPropagationExamples::softmaxError);
        eq(
                "3.49",
                "∂a[L]ₖ/∂z[L]ⱼ = [k = j] f(x)ₖ − f(x)ₖ f(x)ⱼ",
                P + "ActivationFunction$Softmax#jacobian",
                P + "FeedForwardTest#theJacobianOfSoftmaxIsItsDerivative",
                NetworkExamples::softmax);
        eq(
                "3.50",
                "∑ₖ −(yₖ / f(x)ₖ) ([k = j] f(x)ₖ − f(x)ₖ f(x)ⱼ) = f(x)ⱼ ∑ₖ yₖ − yⱼ = f(x)ⱼ − yⱼ",
                delta,
                DELTA,
                BackPropagationExamples::softmaxError);
        eq("3.51", "δ[L]ⱼ = f(x)ⱼ − yⱼ", delta, DELTA, BackPropagationExamples::softmaxError);
        eq("3.52", "δ[L] = f(x) − y", delta, DELTA, BackPropagationExamples::softmaxError);
    }

    private void vectorized() {
        String code = B + "vectorized";
        eq(
                "3.53",
                "δ[ℓ]ⱼ = g[ℓ]′(z[ℓ]ⱼ) (W[ℓ+1] column j)ᵀ δ[ℓ+1]",
                B + "perParameter",
                AGREE,
                BackPropagationExamples::theorem);
        eq(
                "3.54",
                "δ[ℓ] = g[ℓ]′(z[ℓ]) ⊙ W[ℓ+1]ᵀ δ[ℓ+1]",
                code,
                T + "theErrorPassesBackWithThePrime",
                BackPropagationExamples::backwards);
        eq("3.55", "∇W[ℓ] = δ[ℓ] a[ℓ−1]ᵀ", code, AGREE, BackPropagationExamples::weightGradient);
        eq("3.56", "∇b[ℓ] = δ[ℓ]", code, AGREE, BackPropagationExamples::weightGradient);
        add(
                ALGORITHM,
                "3.4.1",
                "Vectorized back-propagation for one training object",
                """
                forward:  a[0] = x;  for ℓ = 1, …, L:  z[ℓ] = W[ℓ] a[ℓ−1] + b[ℓ],  a[ℓ] = g[ℓ](z[ℓ])
                backward: δ[L] = ∇ℓ by z[L];  for ℓ = L, …, 1:
                            if ℓ < L:  δ[ℓ] = g[ℓ]′(z[ℓ]) ⊙ W[ℓ+1]ᵀ δ[ℓ+1]
                            ∇W[ℓ] = δ[ℓ] a[ℓ−1]ᵀ,  ∇b[ℓ] = δ[ℓ]""",
                List.of(code, LIBRARY),
                AGREE,
                BackPropagationExamples::algorithm);
    }
}
