package org.madaline.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;

/// Layers whose output in inference is the mean over several views of an image: as it is, moved to the four corners, and
/// mirrored; all together the ten views of Krizhevsky, Sutskever and Hinton (2012, section 4.1). The outputs are averaged,
/// for a classifier the logits. Inference takes as many times longer as there are views. In training nothing changes, so
/// the images should be moved and mirrored at random there.
///
/// Shapes: x `[N, C, H, W]`, result that of the layers. The parameters' names are theirs.
///
/// @param shift by how many pixels the corner views are moved, with zeros where nothing comes in; 0: no corner views
/// @param mirror whether each view is also taken left to right
/// @param layer what is applied to each view
public record TestTimeAugmentation(Layer layer, int shift, boolean mirror) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the shift is negative
    public TestTimeAugmentation {
        if (shift < 0) {
            throw new IllegalArgumentException("views are moved by 0 pixels or more, not by " + shift);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        Shape shape = x.shape();
        if (shape.rank() != 4 || shift >= Math.min(shape.dim(2), shape.dim(3))) {
            throw new ShapeException(g.path(), "views moved by " + shift
                    + " pixels need images [N, C, H, W] that are larger, not " + shape);
        }
        if (g.mode() == Mode.TRAINING) {
            return layer.build(g, x);
        }
        List<Node> views = views(g, x);
        Node y = layer.build(g, g.concat(0, views));
        Shape one = y.shape().drop(1).prepend(shape.dim(0));
        return y.reshape(one.prepend(views.size())).mean(0).reshape(one);
    }

    private List<Node> views(Graph g, Node x) {
        List<Node> views = new ArrayList<>(List.of(x));
        for (int corner = 0; corner < 4 && shift > 0; corner++) {
            views.add(moved(g, moved(g, x, 2, corner < 2), 3, corner % 2 == 0));
        }
        if (mirror) {
            List.copyOf(views).forEach(view -> views.add(mirrored(g, view)));
        }
        return views;
    }

    private Node moved(Graph g, Node x, int axis, boolean forward) {
        int size = x.shape().dim(axis);
        Node padded = Border.ZEROS.pad(g, x, axis, forward ? shift : 0, forward ? 0 : shift);
        return forward ? padded.narrow(axis, 0, size) : padded.narrow(axis, shift, size + shift);
    }

    private static Node mirrored(Graph g, Node x) {
        int last = x.shape().dim(3) - 1;
        return g.concat(3, IntStream.rangeClosed(0, last).mapToObj(i -> x.narrow(3, last - i, last - i + 1)).toList());
    }
}
