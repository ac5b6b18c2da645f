package org.madaline.book;

import static org.madaline.book.Kind.DEFINITION;
import static org.madaline.book.Kind.EQUATION;
import static org.madaline.book.Kind.EXAMPLE;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The numbered items of chapter 2, logistic regression, without its figures.
final class Chapter2 {
    private static final String L = "org.madaline.linear.Logistic#";
    private static final String M = "org.madaline.basis.PolynomialBasis#";
    private static final String T = "org.madaline.book.logistic.LogisticTest#";

    private final List<BookItem> items = new ArrayList<>();

    private Chapter2() {}

    static List<BookItem> items() {
        Chapter2 chapter = new Chapter2();
        chapter.model();
        chapter.risk();
        chapter.risks();
        chapter.limits();
        chapter.classes();
        chapter.bases();
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
        items.add(new BookItem(kind, number, title, statement, code, T + test, example));
    }

    private void eq(String number, String statement, String code, String test, Consumer<Sheet> example) {
        add(EQUATION, number, "", statement, List.of(code), test, example);
    }

    private void model() {
        add(
                DEFINITION,
                "2.1.1",
                "Sigmoid function",
                "σ: ℝ → (0, 1),  σ(z) = 1 / (1 + e⁻ᶻ)",
                List.of(L + "sigmoid", "org.madaline.layer.Activation#SIGMOID"),
                "sigmoidIsRightEverywhere",
                LogisticExamples::sigmoid);
        eq("2.1", "σ(z) = 1 / (1 + e⁻ᶻ)", L + "sigmoid", "sigmoidIsRightEverywhere", LogisticExamples::sigmoid);
        eq(
                "2.2",
                "𝒟(y | x; θ) = σ(wᵀx + b)^y · (1 − σ(wᵀx + b))^(1−y),  θ = (w, b)",
                L + "model",
                "theTwoLabelsAreABernoulliDistribution",
                LogisticExamples::model);
        eq(
                "2.3",
                "𝒟(1 | x; θ) = σ(wᵀx + b),  𝒟(0 | x; θ) = 1 − σ(wᵀx + b)",
                L + "model",
                "theTwoLabelsAreABernoulliDistribution",
                LogisticExamples::model);
        eq(
                "2.4",
                "ℒ(θ) = ∏ᵢ 𝒟(y⁽ⁱ⁾ | x⁽ⁱ⁾; θ), the examples being mutually independent",
                L + "likelihood",
                "theLogarithmOfTheLikelihoodIsASumOfLosses",
                LogisticExamples::likelihood);
        eq(
                "2.5",
                "−ln ℒ(θ) = −∑ᵢ [y⁽ⁱ⁾ ln σ(wᵀx⁽ⁱ⁾ + b) + (1 − y⁽ⁱ⁾) ln(1 − σ(wᵀx⁽ⁱ⁾ + b))]",
                L + "crossEntropy",
                "theLogarithmOfTheLikelihoodIsASumOfLosses",
                LogisticExamples::likelihood);
        eq(
                "2.6",
                "−ln ℒ(θ̂) = min over θ of −ln ℒ(θ); there is a θ̂ where no hyperplane separates the classes",
                "org.madaline.linear.LogisticRegression#fit",
                "theGradientVanishesAtTheEstimate",
                LogisticExamples::likelihood);
        eq(
                "2.7",
                "h(x) = 1 if 𝒟(1 | x; θ) ≥ 0.5, else 0",
                L + "hypothesis",
                "bothRulesOfDecisionAgree",
                LogisticExamples::hypothesis);
        eq(
                "2.8",
                "h(x) = 1 if wᵀx + b ≥ 0, else 0; the decision boundary is {x | wᵀx + b = 0}",
                L + "side",
                "bothRulesOfDecisionAgree",
                LogisticExamples::hypothesis);
    }

    private void risk() {
        add(
                DEFINITION,
                "2.4.1",
                "Cross entropy loss function",
                "ℓ: [0, 1] × (0, 1) → ℝ,  ℓ(y, ŷ) = −y ln ŷ − (1 − y) ln(1 − ŷ)",
                List.of(L + "loss", L + "crossEntropyOfScore"),
                "crossEntropyIsLeastAtTheTruth",
                LogisticExamples::crossEntropy);
        eq(
                "2.9",
                "ℓ(y, ŷ) = −y ln ŷ − (1 − y) ln(1 − ŷ),  ŷ in (0, 1)",
                L + "loss",
                "crossEntropyIsLeastAtTheTruth",
                LogisticExamples::crossEntropy);
        eq(
                "2.10",
                "min over θ = (w, b) of (1/m) ∑ᵢ ℓ(y⁽ⁱ⁾, σ(wᵀx⁽ⁱ⁾ + b))",
                L + "empiricalRisk",
                "theGradientVanishesAtTheEstimate",
                LogisticExamples::risk);
        add(
                DEFINITION,
                "2.5.1",
                "Empirical distribution",
                "𝒟̂(A) = (1/m) ∑ᵢ δᵢ(A): the share of the sample that lies in A",
                List.of("org.madaline.book.logistic.Samples#empirical"),
                "theEmpiricalDistributionCountsShares",
                LogisticExamples::risk);
        eq(
                "2.11",
                "𝒟̂(A) = (1/m) ∑ᵢ δᵢ(A), δᵢ the point mass at (x⁽ⁱ⁾, y⁽ⁱ⁾)",
                "org.madaline.book.logistic.Samples#empirical",
                "theEmpiricalDistributionCountsShares",
                LogisticExamples::risk);
        eq(
                "2.12",
                "δᵢ(A) = 1 if (x⁽ⁱ⁾, y⁽ⁱ⁾) ∈ A, else 0",
                "org.madaline.book.logistic.Samples#empirical",
                "theEmpiricalDistributionCountsShares",
                LogisticExamples::risk);
    }

    private void risks() {
        eq(
                "2.13",
                "𝒥(θ) = 𝔼 of ℓ(y, σ(wᵀx + b)) under 𝒟̂ = (1/m) ∑ᵢ ℓ(y⁽ⁱ⁾, σ(wᵀx⁽ⁱ⁾ + b))",
                L + "empiricalRisk",
                "theEmpiricalDistributionCountsShares",
                LogisticExamples::risk);
        eq(
                "2.14",
                "𝒥(θ̂) = min over θ of 𝒥(θ)",
                "org.madaline.linear.LogisticRegression#fit",
                "theGradientVanishesAtTheEstimate",
                LogisticExamples::risk);
        eq(
                "2.15",
                "𝒥*(θ) = 𝔼 of ℓ(y, σ(wᵀx + b)) under the true distribution 𝒟",
                "org.madaline.book.logistic.TrueRisk#of",
                "theTrueRiskIsNeverBelowItsMinimum",
                LogisticExamples::trueRisk);
        eq(
                "2.16",
                "θ* ∈ arg min over θ of 𝒥*(θ)",
                "org.madaline.book.logistic.TrueRisk#of",
                "theTrueRiskIsNeverBelowItsMinimum",
                LogisticExamples::trueRisk);
    }

    private void limits() {
        eq(
                "2.17",
                "𝒳₀ ⊂ {x | h(x) = 0},  𝒳₁ ⊂ {x | h(x) = 1}: the sample is linearly separable",
                "org.madaline.analysis.Separability#of",
                "separableDataHaveNoEstimate",
                LogisticExamples::separable);
        eq(
                "2.18",
                "φ⁽ⁱ⁾ = φ(x⁽ⁱ⁾) = (φ₁(x⁽ⁱ⁾), …, φₙ(x⁽ⁱ⁾))ᵀ",
                "org.madaline.basis.Basis#apply",
                "squaresSeparateTheRing",
                LogisticExamples::features);
        eq(
                "2.19",
                "h(x) = 1 if wᵀφ(x) + b ≥ 0, else 0",
                L + "hypothesis",
                "squaresSeparateTheRing",
                LogisticExamples::features);
    }

    private void classes() {
        eq(
                "2.20",
                "ℙ(y = 1 | x) = σ(z),  z = wᵀx + b",
                L + "sigmoid",
                "theTwoLabelsAreABernoulliDistribution",
                LogisticExamples::model);
        eq(
                "2.21",
                "ŷ = 1 if ℙ(y = 1 | x) ≥ 0.5, else 0",
                L + "hypothesis",
                "bothRulesOfDecisionAgree",
                LogisticExamples::hypothesis);
        eq(
                "2.22",
                "ℙ(y = k | x) = σ(zₖ),  zₖ = wₖᵀx + bₖ, one model for each class",
                "org.madaline.linear.OneVsRest#fit",
                "oneVsRestAndSoftmaxChooseTheLargestScore",
                LogisticExamples::oneVsRest);
        eq(
                "2.23",
                "ŷ = arg maxₖ ℙ(y = k | x)",
                "org.madaline.linear.LinearModel#predict",
                "oneVsRestAndSoftmaxChooseTheLargestScore",
                LogisticExamples::oneVsRest);
        eq(
                "2.24",
                "ℙ(y = k | x) = e^zₖ / ∑ⱼ e^zⱼ,  zₖ = wₖᵀx + bₖ",
                "org.madaline.linear.SoftmaxRegression#fit",
                "oneVsRestAndSoftmaxChooseTheLargestScore",
                LogisticExamples::softmaxRegression);
        eq(
                "2.25",
                "ŷ = arg maxₖ ℙ(y = k | x)",
                "org.madaline.linear.LinearModel#predict",
                "oneVsRestAndSoftmaxChooseTheLargestScore",
                LogisticExamples::softmaxRegression);
    }

    private void bases() {
        add(
                EXAMPLE,
                "2.7.1",
                "Quadratic basis functions",
                "φ₁(x) = x₁², φ₂(x) = x₂²: 68 % becomes 100 % on the data of figure 2.1, right",
                List.of("org.madaline.basis.Squares#apply", "org.madaline.linear.LogisticRegression#fit"),
                "squaresSeparateTheRing",
                LogisticExamples::features);
        eq(
                "2.26",
                "h(x) = 1 if w₁x₁² + w₂x₂² + b ≥ 0, else 0",
                L + "hypothesis",
                "squaresSeparateTheRing",
                LogisticExamples::features);
        add(
                EXAMPLE,
                "2.7.2",
                "Polynomial basis functions",
                "all monomials of degree at most κ in d variables",
                List.of(M + "names", M + "count"),
                "monomialsAreCountedAndListed",
                LogisticExamples::polynomials);
        eq(
                "2.27",
                "∑ⱼ wⱼxⱼ + ∑_{j≤k} wⱼₖxⱼxₖ + ∑_{j≤k≤l} wⱼₖₗxⱼxₖxₗ + …",
                M + "names",
                "monomialsAreCountedAndListed",
                LogisticExamples::polynomials);
        eq(
                "2.28",
                "the number of monomials with the constant is (d+κ choose d) = (d+1)⋯(d+κ) / κ! = O(d^κ)",
                M + "count",
                "monomialsAreCountedAndListed",
                LogisticExamples::polynomials);
    }
}
