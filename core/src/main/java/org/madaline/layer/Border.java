package org.madaline.layer;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.ShapeException;

/// What stands beyond the edge of an image.
public enum Border {
    /// 0
    ZEROS,
    /// The image as in a mirror, without the edge itself: c b | a b c | b a
    REFLECT,
    /// The edge: a a | a b c | c c
    REPLICATE,
    /// The other side: b c | a b c | a b
    CIRCULAR;

    /// x with `before` and `after` more places along an axis.
    Node pad(Graph g, Node x, int axis, int before, int after) {
        if (before == 0 && after == 0) {
            return x;
        }
        int size = x.shape().dim(axis);
        int reach = Math.max(before, after);
        if (this == REFLECT && reach >= size || this == CIRCULAR && reach > size || this == REPLICATE && size == 0) {
            throw new ShapeException(g.path(), "padding of " + before + " and " + after + " with border " + this
                    + " is too wide for axis " + axis + " of " + x.shape());
        }
        List<Node> parts = new ArrayList<>();
        switch (this) {
            case ZEROS -> parts.add(g.apply(new Op.Pad(axis, before, after), x));
            case REFLECT -> {
                for (int i = before; i > 0; i--) {
                    parts.add(x.narrow(axis, i, i + 1));
                }
                parts.add(x);
                for (int i = 0; i < after; i++) {
                    parts.add(x.narrow(axis, size - 2 - i, size - 1 - i));
                }
            }
            case REPLICATE -> {
                parts.add(x.narrow(axis, 0, 1).broadcast(x.shape().with(axis, before)));
                parts.add(x);
                parts.add(x.narrow(axis, size - 1, size).broadcast(x.shape().with(axis, after)));
            }
            case CIRCULAR -> {
                parts.add(x.narrow(axis, size - before, size));
                parts.add(x);
                parts.add(x.narrow(axis, 0, after));
            }
        }
        parts.removeIf(part -> part.shape().dim(axis) == 0);
        return g.concat(axis, parts);
    }
}
