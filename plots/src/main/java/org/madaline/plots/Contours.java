package org.madaline.plots;

import java.awt.geom.Path2D;

/// The lines on which a function has a value, by marching squares.
final class Contours {
    private static final int CELLS = 160;

    private Contours() {}

    static Path2D trace(Mark.Contour mark, Plotter plot) {
        double[][] v = new double[CELLS + 1][CELLS + 1];
        for (int j = 0; j <= CELLS; j++) {
            for (int i = 0; i <= CELLS; i++) {
                v[j][i] = mark.f()
                                .applyAsDouble(
                                        Plotter.value(plot.x(), i / (double) CELLS),
                                        Plotter.value(plot.y(), j / (double) CELLS))
                        - mark.level();
            }
        }
        Path2D path = new Path2D.Double();
        for (int j = 0; j < CELLS; j++) {
            for (int i = 0; i < CELLS; i++) {
                cell(path, plot.box(), i, j, v[j][i], v[j][i + 1], v[j + 1][i + 1], v[j + 1][i]);
            }
        }
        return path;
    }

    /// Joins the crossings of a cell's edges in order: two, or four at a saddle.
    private static void cell(Path2D path, Box box, int i, int j, double sw, double se, double ne, double nw) {
        double[] corner = {sw, se, ne, nw};
        double[][] at = {{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}};
        boolean pen = false;
        for (int e = 0; e < 4; e++) {
            double a = corner[e];
            double b = corner[(e + 1) % 4];
            if (a > 0 == b > 0) {
                continue;
            }
            double t = a / (a - b);
            double[] to = at[(e + 1) % 4];
            double x = box.x() + (at[e][0] + t * (to[0] - at[e][0])) / CELLS * box.width();
            double y = box.bottom() - (at[e][1] + t * (to[1] - at[e][1])) / CELLS * box.height();
            if (pen) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
            }
            pen = !pen;
        }
    }
}
