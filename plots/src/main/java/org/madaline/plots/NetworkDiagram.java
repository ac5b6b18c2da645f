package org.madaline.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/// Draws fully connected layers as columns of circles.
public final class NetworkDiagram {
    /// One column.
    ///
    /// @param title drawn below; lines are split at `\n`
    /// @param nodes the labels of its circles from the top; null draws an ellipsis
    /// @param color of its circles
    public record Column(String title, List<String> nodes, Color color) {
        /// The labels are copied.
        public Column {
            nodes = new ArrayList<>(nodes);
        }

        /// {@return a column of `size` circles labelled by a pattern in which `#` stands for 1, 2, ...}
        ///
        /// @param title   drawn below; lines are split at `\n`
        /// @param size    how many circles
        /// @param pattern such as `$x_#$`
        /// @param color   of the circles
        public static Column of(String title, int size, String pattern, Color color) {
            List<String> nodes = new ArrayList<>();
            for (int i = 1; i <= size; i++) {
                nodes.add(pattern.replace("#", Integer.toString(i)));
            }
            return new Column(title, nodes, color);
        }
    }

    private NetworkDiagram() {}

    /// {@return the network on a board of the given size, with edges in a pale colour}
    ///
    /// @param width   of the board
    /// @param height  of the board
    /// @param radius  of the circles
    /// @param columns from left to right
    public static Diagram of(double width, double height, double radius, List<Column> columns) {
        Diagram board = Diagram.of(width, height);
        double room = 24
                + 17
                        * columns.stream()
                                .mapToLong(c -> c.title().lines().count())
                                .max()
                                .orElse(0);
        for (int c = 0; c + 1 < columns.size(); c++) {
            for (int i = 0; i < columns.get(c).nodes().size(); i++) {
                for (int j = 0; j < columns.get(c + 1).nodes().size(); j++) {
                    if (columns.get(c).nodes().get(i) != null
                            && columns.get(c + 1).nodes().get(j) != null) {
                        double x1 = x(c, columns, width, radius) + radius;
                        double x2 = x(c + 1, columns, width, radius) - radius;
                        board = board.with(new Diagram.Arrow(
                                x1,
                                y(i, columns.get(c), height - room, radius),
                                x2,
                                y(j, columns.get(c + 1), height - room, radius),
                                new Color(0xa3abb8),
                                0.9,
                                5));
                    }
                }
            }
        }
        for (int c = 0; c < columns.size(); c++) {
            board = column(board, columns, c, width, height, room, radius);
        }
        return board;
    }

    private static Diagram column(
            Diagram board, List<Column> columns, int c, double width, double height, double room, double radius) {
        Column column = columns.get(c);
        double x = x(c, columns, width, radius);
        Diagram drawn = board;
        for (int i = 0; i < column.nodes().size(); i++) {
            double y = y(i, column, height - room, radius);
            String label = column.nodes().get(i);
            drawn = label == null
                    ? drawn.text("⋮", x, y + 7, 22, Canvas.Align.MIDDLE, Palette.MUTED)
                    : drawn.node(x, y, radius, label, column.color());
        }
        double y = height - room + 20;
        for (String line : column.title().lines().toList()) {
            drawn = drawn.text(line, x, y, 13.5, Canvas.Align.MIDDLE, Palette.INK);
            y += 18;
        }
        return drawn;
    }

    /// {@return the middle of a column}
    ///
    /// @param c       its place, from 0
    /// @param columns all of them
    /// @param width   of the board
    /// @param radius  of the circles
    public static double x(int c, List<Column> columns, double width, double radius) {
        double edge = Math.max(radius, 48);
        return columns.size() == 1 ? width / 2 : edge + c * (width - 2 * edge) / (columns.size() - 1);
    }

    private static double y(int i, Column column, double height, double radius) {
        double step = Math.min(height / column.nodes().size(), 3.1 * radius);
        return height / 2 + (i - (column.nodes().size() - 1) / 2.0) * step;
    }
}
