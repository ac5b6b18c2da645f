package org.madaline.plots;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleFunction;

/// A matrix as coloured cells with its numbers.
///
/// @param title      drawn above; may be empty
/// @param values     `[rows][columns]`
/// @param rows       the name of each row, from the top
/// @param columns    the name of each column
/// @param rowAxis    what the rows are
/// @param columnAxis what the columns are
/// @param colors     the colours from `low` to `high`
/// @param low        the value of the first colour; NaN: cells are counts, compared with their row
/// @param high       the value of the last colour; NaN: so, too
/// @param text       what stands in a cell; may be empty
public record HeatMap(
        String title,
        double[][] values,
        List<String> rows,
        List<String> columns,
        String rowAxis,
        String columnAxis,
        Colormap colors,
        double low,
        double high,
        DoubleFunction<String> text)
        implements Panel {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there are not as many names as rows and columns
    public HeatMap {
        if (values.length != rows.size() || values.length == 0 || values[0].length != columns.size()) {
            throw new IllegalArgumentException("heat map '" + title + "': " + rows.size() + " names of rows and "
                    + columns.size() + " of columns for a matrix of " + values.length + " rows");
        }
    }

    /// {@return the counts of true classes (rows) against predicted ones (columns)} The colour is the share of the row,
    /// so that classes of unequal size can be compared; off the diagonal it grows with the square root of the
    /// share, so that the few mistakes of a good model are seen.
    ///
    /// @param title   drawn above; may be empty
    /// @param counts  `[true][predicted]`
    /// @param classes their names
    public static HeatMap confusion(String title, long[][] counts, List<String> classes) {
        double[][] values = new double[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            values[i] = new double[counts[i].length];
            for (int j = 0; j < counts[i].length; j++) {
                values[i][j] = counts[i][j];
            }
        }
        return new HeatMap(
                title,
                values,
                classes,
                classes,
                "true class",
                "predicted class",
                Colormap.BLUES,
                Double.NaN,
                Double.NaN,
                v -> v == 0 ? "" : Axis.fixed(v, 0));
    }

    @Override
    public void draw(Canvas canvas, Box box) {
        double top = title.isEmpty() ? 4 : Axes.TITLE + 12;
        double widest =
                rows.stream().mapToDouble(r -> Canvas.width(r, Axes.TICK)).max().orElse(0);
        double left = widest + 10 + (rowAxis.isEmpty() ? 0 : Axes.LABEL + 8);
        double bottom = Axes.TICK + 8 + (columnAxis.isEmpty() ? 0 : Axes.LABEL + 8);
        Box area = box.inset(left, top, 6, bottom);
        double cell = Math.min(area.width() / columns.size(), area.height() / rows.size());
        Box grid = new Box(
                area.centerX() - cell * columns.size() / 2, area.y(), cell * columns.size(), cell * rows.size());
        cells(canvas, grid, cell);
        for (int i = 0; i < rows.size(); i++) {
            double y = grid.y() + (i + 0.5) * cell;
            canvas.text(rows.get(i), grid.x() - 6, y + 4, Axes.TICK, Canvas.Align.END, Palette.INK);
        }
        for (int j = 0; j < columns.size(); j++) {
            double x = grid.x() + (j + 0.5) * cell;
            canvas.text(columns.get(j), x, grid.bottom() + 4 + Axes.TICK, Axes.TICK, Canvas.Align.MIDDLE, Palette.INK);
        }
        canvas.text(
                "**" + title + "**",
                grid.centerX(),
                box.y() + Axes.TITLE,
                Axes.TITLE,
                Canvas.Align.MIDDLE,
                Palette.INK);
        canvas.text(
                columnAxis, grid.centerX(), grid.bottom() + bottom - 3, Axes.LABEL, Canvas.Align.MIDDLE, Palette.INK);
        canvas.text(
                rowAxis,
                grid.x() - left + Axes.LABEL,
                grid.centerY(),
                Axes.LABEL,
                Canvas.Align.MIDDLE,
                Palette.INK,
                -90);
    }

    private void cells(Canvas canvas, Box grid, double cell) {
        double size = Math.clamp(cell * 0.3, 6, 14);
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                double t = shade(i, j);
                double x = grid.x() + j * cell;
                double y = grid.y() + i * cell;
                canvas.fill(new Rectangle2D.Double(x + 0.5, y + 0.5, cell - 1, cell - 1), colors.at(t));
                String label = text.apply(values[i][j]);
                double fit = Math.min(size, size * 0.92 * cell / Math.max(1, Canvas.width(label, size)));
                canvas.text(label, x + cell / 2, y + cell / 2 + fit * 0.36, fit, Canvas.Align.MIDDLE, colors.textOn(t));
            }
        }
        canvas.stroke(grid.shape(), new Canvas.Pen(Palette.MUTED, 0.8));
    }

    /// The place of a cell on the scale of colours; without a scale it is a count to be compared with its row.
    private double shade(int i, int j) {
        if (!Double.isNaN(low)) {
            return (values[i][j] - low) / (high - low);
        }
        double sum = 0;
        for (double v : values[i]) {
            sum += v;
        }
        double share = sum == 0 ? 0 : values[i][j] / sum;
        return i == j ? share * 0.9 : Math.min(1, Math.sqrt(share) * 2);
    }
}
