package org.madaline.book;

import java.util.ArrayList;
import java.util.List;
import org.madaline.book.network.ActivationFunction.Scalar;
import org.madaline.book.network.ActivationFunction.Softmax;
import org.madaline.book.network.FeedForward;
import org.madaline.book.network.FeedForward.Layer;
import org.madaline.book.network.SoftmaxLoss;
import org.madaline.linear.Logistic;

/// The worked examples of sections 3.1 to 3.3.
final class NetworkExamples {
    /// Two inputs, a hidden layer of three sigmoids, two classes; numbers that can be followed by hand.
    static final FeedForward SMALL = new FeedForward(List.of(
            new Layer(
                    new double[][] {{0.5, -1}, {1, 0.5}, {-0.5, 0.25}}, new double[] {0.1, -0.2, 0.3}, Scalar.SIGMOID),
            new Layer(new double[][] {{1, -0.5, 0.75}, {-1, 0.5, 0.25}}, new double[] {0.05, -0.05}, Softmax.SOFTMAX)));

    static final double[] X = {1, 2};
    /// The one-hot label of X: class 1.
    static final double[] Y = {0, 1};

    private NetworkExamples() {}

    /// The forward pass of a network, layer by layer.
    static void pass(Sheet s, FeedForward f, double[] x) {
        FeedForward.Pass pass = f.forward(x);
        s.vector("a[0] = x", pass.a().getFirst());
        for (int l = 1; l <= f.depth(); l++) {
            Layer layer = f.layers().get(l - 1);
            s.text("", "layer " + l + ", g = " + layer.g());
            s.matrix("W[" + l + "]", layer.w()).vector("b[" + l + "]", layer.b());
            s.vector(
                    "z[" + l + "] = W[" + l + "] a[" + (l - 1) + "] + b[" + l + "]",
                    pass.z().get(l - 1));
            s.vector("a[" + l + "] = g(z[" + l + "])", pass.a().get(l));
        }
    }

    static void forward(Sheet s) {
        s.text("A network of depth L = 2 with the widths 2, 3, 2:");
        pass(s, SMALL, X);
        s.text("", "so f(x) = a[2].");
    }

    static void composition(Sheet s) {
        FeedForward first = new FeedForward(SMALL.layers().subList(0, 1));
        FeedForward second = new FeedForward(SMALL.layers().subList(1, 2));
        s.text("L = 1: the first layer alone is g[1](W[1] x + b[1]).");
        pass(s, first, X);
        s.text("", "L = 2: its result is the input of the second layer.");
        s.vector("g[2](W[2] a[1] + b[2])", second.apply(first.apply(X)))
                .vector("f(x) of the whole network", SMALL.apply(X));
    }

    static void collapse(Sheet s) {
        FeedForward f = new FeedForward(List.of(
                new Layer(new double[][] {{1, 2}, {0, -1}, {3, 1}}, new double[] {1, 0, -1}, Scalar.IDENTITY),
                new Layer(new double[][] {{1, 1, 0}, {2, 0, -1}}, new double[] {0.5, -0.5}, Scalar.IDENTITY)));
        Layer one = f.collapsed();
        s.text("A network of identities:");
        pass(s, f, X);
        s.text("", "equals one affine map with W = W[2] W[1] and b = W[2] b[1] + b[2]:");
        s.matrix("W", one.w()).vector("b", one.b());
        s.vector("W x + b", new FeedForward(List.of(one)).apply(X));
        s.text("", "Depth gains nothing without a nonlinear activation. (The map is affine; it is linear if b = 0.)");
    }

    static void componentwise(Sheet s) {
        double[] z = {-2, -0.5, 0, 0.5, 2};
        s.vector("z", z)
                .vector("tanh(z)", Scalar.TANH.apply(z))
                .text(
                        "",
                        "Each component is tanh of the component of z.",
                        "Its Jacobian is diagonal, with the derivatives 1 - tanh² on the diagonal:");
        s.matrix("∂a/∂z", Scalar.TANH.jacobian(z));
    }

    static void activations(Sheet s) {
        List<List<Object>> values = new ArrayList<>();
        List<List<Object>> slopes = new ArrayList<>();
        for (double z : new double[] {-4, -2, -1, -0.5, 0, 0.5, 1, 2, 4}) {
            List<Object> value = new ArrayList<>(List.of(z));
            List<Object> slope = new ArrayList<>(List.of(z));
            for (Scalar g : Scalar.values()) {
                value.add(g.value(z));
                slope.add(g.derivative(z));
            }
            values.add(value);
            slopes.add(slope);
        }
        List<String> head = List.of("z", "sigmoid", "ReLU", "tanh", "hardtanh", "identity");
        s.text("values g(z)").table(head, values).text("", "derivatives g'(z)").table(head, slopes);
        s.text(
                "",
                "The sigmoid's derivative is at most 1/4, which makes gradients vanish in deep networks; that of tanh is at most",
                "1. ReLU has none at 0, hardtanh none at -1 and 1: there the software takes 0.");
    }

    static void softmax(Sheet s) {
        double[] z = {2, 1, -1};
        double sum = 0;
        List<List<Object>> rows = new ArrayList<>();
        for (double v : z) {
            sum += Math.exp(v);
        }
        for (int j = 0; j < z.length; j++) {
            rows.add(List.of(j + 1, z[j], Math.exp(z[j]), Math.exp(z[j]) / sum));
        }
        s.table(List.of("j", "z", "e^z", "softmax(z)"), rows).value("sum of e^z", sum);
        s.text(
                "",
                "Adding the same number to all z changes nothing; so the largest is taken off first, and nothing overflows:");
        s.vector("softmax(1002, 1001, 999)", Softmax.SOFTMAX.apply(new double[] {1002, 1001, 999}));
        s.text("", "Its Jacobian a[k] (k = j) - a[k] a[j] is not diagonal:")
                .matrix("∂a/∂z", Softmax.SOFTMAX.jacobian(z));
    }

    static void oneHot(Sheet s) {
        s.text("With K = 4 classes, label k becomes the unit vector whose (k + 1)-st element is 1:");
        for (int k = 0; k < 4; k++) {
            s.vector("label " + k, SoftmaxLoss.oneHot(k, 4));
        }
        s.text("", "Each vector has K = 4 elements, which add up to 1.");
    }

    static void loss(Sheet s) {
        double[] z = {2, 1, -1};
        double[] p = Softmax.SOFTMAX.apply(z);
        s.vector("logits z", z).vector("ŷ = softmax(z)", p).text("");
        List<List<Object>> rows = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            rows.add(List.of(k, "e" + (k + 1), p[k], SoftmaxLoss.value(SoftmaxLoss.oneHot(k, 3), p)));
        }
        s.table(List.of("true label", "y", "ŷ of it", "loss = -ln of that"), rows);
        s.text(
                "",
                "Only the term of the true class counts. The loss is small for class 0, which the logits favour, and large for 2.");
    }

    static void meanLoss(Sheet s) {
        double[][] xs = {{1, 2}, {-1, 0.5}, {0, -1}};
        int[] labels = {1, 0, 0};
        double sum = 0;
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < xs.length; i++) {
            double[] p = SMALL.apply(xs[i]);
            double loss = SoftmaxLoss.value(SoftmaxLoss.oneHot(labels[i], 2), p);
            sum += loss;
            rows.add(List.of(i + 1, java.util.Arrays.toString(xs[i]), labels[i], p[0], p[1], loss));
        }
        s.text("Three examples through the network of definition 3.1.1's example:", "");
        s.table(List.of("i", "x", "label", "ŷ1", "ŷ2", "loss"), rows)
                .value("sum", sum)
                .value("mean", sum / 3);
        s.text("", "Training changes θ so that the mean falls. The sum and the mean have the same minima.");
    }

    static void hypothesis(Sheet s) {
        double[] p = SMALL.apply(X);
        s.vector("x", X).vector("ŷ = f(x)", p);
        s.text(
                "  ŷ1 = P(y = 0 | x), ŷ2 = P(y = 1 | x)",
                "  arg max over k = 1, 2 of ŷk, less 1: h(x) = " + SoftmaxLoss.hypothesis(p));
    }

    static void binary(Sheet s) {
        s.text(
                "One layer with the logits z = (-(w·x + b), 0) and softmax, beside the Bernoulli distribution (2.3):",
                "");
        List<List<Object>> rows = new ArrayList<>();
        for (double t : new double[] {-3, -0.5, 0, 1, 4}) {
            double[] p = Softmax.SOFTMAX.apply(new double[] {-t, 0});
            rows.add(List.of(t, p[0], 1 - Logistic.sigmoid(t), p[1], Logistic.sigmoid(t)));
        }
        s.table(List.of("w·x + b", "softmax 1", "1 - σ", "softmax 2", "σ"), rows);
        s.text("", "At w·x + b = 0 both are equal; (2.7) then says 1, while the arg max of (3.21) is not unique.");
    }

    static void maximumLikelihood(Sheet s) {
        double[][] xs = {{1, 2}, {-1, 0.5}, {0, -1}};
        int[] labels = {1, 0, 0};
        double product = 1;
        double sum = 0;
        s.text("Three examples through the network of definition 3.1.1's example:", "");
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < xs.length; i++) {
            double[] y = SoftmaxLoss.oneHot(labels[i], 2);
            double[] f = SMALL.apply(xs[i]);
            double p = SoftmaxLoss.probability(y, f);
            product *= p;
            sum += SoftmaxLoss.value(y, f);
            rows.add(List.of(i + 1, "e" + (labels[i] + 1), f[0], f[1], p, SoftmaxLoss.value(y, f)));
        }
        s.table(List.of("i", "y", "f(x)1", "f(x)2", "product of f^y", "loss"), rows);
        s.value("likelihood = product", product)
                .value("-ln likelihood", -Math.log(product))
                .value("sum of the losses", sum);
        s.text(
                "",
                "f^0 = 1, so each product is the probability of the true class, whether it is the predicted one or not.",
                "Maximizing the likelihood is minimizing the sum of the losses.");
    }

    static void mnist(Sheet s) {
        int[] widths = {784, 100, 50, 10};
        List<List<Object>> rows = new ArrayList<>();
        int all = 0;
        for (int l = 1; l < widths.length; l++) {
            int parameters = widths[l] * widths[l - 1] + widths[l];
            all += parameters;
            rows.add(List.of(l, widths[l] + " x " + widths[l - 1], widths[l], parameters));
        }
        s.text("The network of the example: L = 3 with the widths 784, 100, 50, 10.", "");
        s.table(List.of("layer", "W", "b", "parameters"), rows).text("  together " + all, "");
        s.text(
                "Batch normalization adds γ and β, 2 x 150 = 300; the b before it could be left out, for it is subtracted with the",
                "mean. `./madaline train mnist` trains it on the 60,000 images and evaluates it on the 10,000 test images.",
                "It minimizes (3.20) with (3.17) inside. Figures 3.3 and 3.4 show the images and rows of W[1].");
    }
}
