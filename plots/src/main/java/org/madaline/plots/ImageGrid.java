package org.madaline.plots;

import java.awt.image.BufferedImage;
import java.util.List;

/// Small grey pictures in rows, each with a caption: digits, mistakes, weights.
///
/// @param title drawn above; may be empty
/// @param tiles left to right, row by row
/// @param columns how many in a row
/// @param colors the colours from 0 to 1
/// @param scale what the colours mean, drawn as a colour bar; null draws none
public record ImageGrid(String title, List<Tile> tiles, int columns, Colormap colors, Scale scale) implements Panel {
    /// One picture.
    ///
    /// @param width   in the picture's own pixels
    /// @param height  in the picture's own pixels
    /// @param values  row-major, `height` times `width`, mapped from [0, 1] to the grid's colours
    /// @param caption drawn below; may be empty
    public record Tile(int width, int height, float[] values, String caption) {
        /// Checks its components.
        ///
        /// @throws IllegalArgumentException if the values are not as many as width and height say
        public Tile {
            if (width < 1 || height < 1 || values.length != width * height) {
                throw new IllegalArgumentException("picture '" + caption + "': expected " + width + " x " + height
                        + " values, received " + values.length);
            }
        }

        /// {@return a picture of signed values: `-bound` is 0, zero is the middle, `bound` is 1}
        ///
        /// @param width   in the picture's own pixels
        /// @param height  in the picture's own pixels
        /// @param values  row-major
        /// @param bound   the magnitude at which the colours end
        /// @param caption drawn below; may be empty
        public static Tile signed(int width, int height, float[] values, double bound, String caption) {
            float[] mapped = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                mapped[i] = (float) Math.clamp(0.5 + values[i] / (2 * bound), 0, 1);
            }
            return new Tile(width, height, mapped, caption);
        }
    }

    /// The values at the two ends of the colours and what they are.
    ///
    /// @param low  the value at 0
    /// @param high the value at 1
    /// @param name what they are; may be empty
    public record Scale(double low, double high, String name) {}

    /// The tiles are copied.
    ///
    /// @throws IllegalArgumentException if there is no column
    public ImageGrid {
        if (columns < 1) {
            throw new IllegalArgumentException("a grid of pictures needs at least one column, not " + columns);
        }
        tiles = List.copyOf(tiles);
    }

    /// {@return pictures as ink on paper without a colour bar}
    ///
    /// @param title   drawn above; may be empty
    /// @param columns how many in a row
    /// @param tiles   left to right, row by row
    public static ImageGrid of(String title, int columns, List<Tile> tiles) {
        return new ImageGrid(title, tiles, columns, Colormap.INK, null);
    }

    /// {@return the height that the grid needs at a width, to choose the size of a figure}
    ///
    /// @param figureWidth in pixels
    public int heightFor(int figureWidth) {
        double cell = (figureWidth - 36.0 - (scale == null ? 0 : 72)) / columns;
        return (int) Math.ceil(36 + top() + rows() * (cell + captionHeight()));
    }

    private int rows() {
        return (tiles.size() + columns - 1) / columns;
    }

    private double top() {
        return title.isEmpty() ? 0 : Axes.TITLE + 12;
    }

    private double captionHeight() {
        return tiles.stream().allMatch(t -> t.caption().isEmpty()) ? 0 : 17;
    }

    @Override
    public void draw(Canvas canvas, Box box) {
        double caption = captionHeight();
        Box area = box.inset(0, top(), scale == null ? 0 : 72, 0);
        double cell = Math.min(area.width() / columns, area.height() / rows() - caption);
        double left = area.x() + (area.width() - cell * columns) / 2;
        double gap = Math.clamp(cell * 0.08, 2, 10);
        canvas.text(
                "**" + title + "**",
                left + cell * columns / 2,
                box.y() + Axes.TITLE,
                Axes.TITLE,
                Canvas.Align.MIDDLE,
                Palette.INK);
        for (int i = 0; i < tiles.size(); i++) {
            Tile tile = tiles.get(i);
            double x = left + i % columns * cell + gap / 2;
            double y = area.y() + i / columns * (cell + caption) + gap / 2;
            Box place = new Box(x, y, cell - gap, cell - gap).fit(tile.width() / (double) tile.height());
            canvas.image(picture(tile), place, false);
            canvas.stroke(place.shape(), new Canvas.Pen(Palette.GRID, 0.8));
            double size = Math.min(11, 11 * (cell - 2) / Math.max(1, Canvas.width(tile.caption(), 11)));
            canvas.text(
                    tile.caption(), x + (cell - gap) / 2, y + cell - gap + 13, size, Canvas.Align.MIDDLE, Palette.INK);
        }
        if (scale != null) {
            Box bar = new Box(left + cell * columns + 12, area.y() + gap / 2, 14, rows() * (cell + caption) - gap);
            ColorBar.draw(canvas, bar, colors, scale.low(), scale.high(), scale.name());
        }
    }

    private BufferedImage picture(Tile tile) {
        BufferedImage image = new BufferedImage(tile.width(), tile.height(), BufferedImage.TYPE_INT_RGB);
        for (int j = 0; j < tile.height(); j++) {
            for (int i = 0; i < tile.width(); i++) {
                image.setRGB(
                        i, j, colors.at(tile.values()[j * tile.width() + i]).getRGB());
            }
        }
        return image;
    }
}
