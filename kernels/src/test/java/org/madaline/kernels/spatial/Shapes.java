package org.madaline.kernels.spatial;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.madaline.kernels.spec.ConvShape;
import org.madaline.kernels.spec.PoolAxis;
import org.madaline.kernels.spec.PoolShape;

/// Geometries for tests: the awkward ones by hand, others at random.
public final class Shapes {
    private Shapes() {}

    /// A square convolution with the same padding on all sides.
    public static ConvShape square(int n, int size, int c, int k, int kernel, int stride, int pad, int dilation,
            int groups) {
        return new ConvShape(n, size, size, c, k, kernel, kernel, stride, stride, pad, pad, pad, pad,
                dilation, dilation, groups);
    }

    /// Convolutions: kernel sizes, strides, paddings, dilations and groups that each need a path of their own.
    public static List<ConvShape> convolutions() {
        List<ConvShape> shapes = new ArrayList<>(List.of(
                square(2, 9, 3, 4, 1, 1, 0, 1, 1), square(2, 9, 3, 4, 1, 1, 1, 1, 1), square(2, 9, 3, 4, 1, 2, 1, 1, 1),
                square(2, 9, 3, 4, 3, 1, 0, 1, 1), square(2, 9, 3, 4, 3, 2, 0, 1, 1), square(2, 9, 3, 4, 3, 2, 1, 1, 1),
                square(2, 9, 3, 4, 5, 1, 2, 1, 1), square(2, 9, 3, 4, 5, 2, 2, 1, 1), square(2, 11, 3, 4, 7, 2, 3, 1, 1),
                square(2, 11, 3, 4, 3, 1, 0, 2, 1), square(2, 11, 3, 4, 3, 2, 1, 2, 1), square(2, 11, 3, 4, 3, 2, 2, 3, 1),
                square(2, 9, 4, 6, 3, 1, 1, 1, 2), square(2, 9, 4, 6, 1, 1, 0, 1, 2), square(2, 9, 4, 4, 3, 1, 1, 1, 4),
                square(2, 9, 4, 8, 3, 1, 1, 1, 4), square(2, 11, 6, 6, 5, 2, 2, 1, 6), square(2, 9, 4, 6, 3, 2, 2, 2, 2),
                square(2, 9, 4, 4, 3, 1, 2, 2, 4), square(2, 9, 37, 37, 3, 2, 1, 1, 37), square(1, 23, 3, 2, 11, 4, 2, 1, 1),
                square(1, 1, 3, 4, 1, 1, 0, 1, 1), square(1, 28, 1, 6, 5, 1, 2, 1, 1), square(2, 14, 6, 16, 5, 1, 0, 1, 1),
                square(1, 7, 130, 99, 3, 1, 1, 1, 1), square(1, 5, 700, 33, 1, 1, 0, 1, 1), square(3, 4, 64, 64, 3, 1, 1, 1, 1),
                square(1, 14, 256, 40, 3, 1, 1, 1, 1), square(1, 12, 16, 128, 1, 2, 0, 1, 1), square(2, 3, 5, 3, 3, 4, 4, 1, 1),
                square(1, 40, 8, 8, 3, 1, 1, 1, 8), square(1, 15, 32, 48, 3, 1, 1, 1, 1),
                square(2, 14, 64, 32, 3, 1, 0, 1, 1), square(5, 6, 32, 112, 3, 1, 2, 1, 1), square(1, 2, 2, 2, 2, 3, 0, 1, 1)));
        // Weight gradients whose runs of a patch are cut by groups and by dilation.
        shapes.add(square(2, 9, 32, 16, 3, 1, 1, 1, 2));
        shapes.add(square(2, 11, 32, 16, 3, 1, 2, 2, 1));
        // Weight gradients by Winograd's algorithm: odd sides, blocks of channels that are not full, uneven padding.
        shapes.add(square(1, 17, 64, 80, 3, 1, 1, 1, 1));
        shapes.add(square(3, 14, 144, 64, 3, 1, 2, 1, 1));
        shapes.add(new ConvShape(1, 16, 15, 64, 96, 3, 3, 1, 1, 0, 2, 1, 1, 1, 1, 1));
        // Many small images, some of which are taken together.
        shapes.add(square(34, 7, 6, 5, 5, 1, 0, 1, 1));
        shapes.add(square(48, 6, 5, 3, 3, 2, 2, 1, 1));
        shapes.add(new ConvShape(48, 7, 9, 8, 2, 3, 2, 2, 3, 1, 2, 3, 0, 3, 2, 1));
        shapes.add(new ConvShape(2, 9, 8, 2, 3, 3, 5, 2, 1, 1, 2, 1, 2, 1, 1, 1));
        shapes.add(new ConvShape(2, 1, 8, 2, 3, 1, 7, 1, 1, 0, 3, 0, 3, 1, 1, 1));
        shapes.add(new ConvShape(2, 6, 7, 3, 4, 4, 2, 1, 1, 1, 0, 2, 1, 1, 1, 1));
        shapes.add(new ConvShape(2, 7, 9, 5, 5, 4, 3, 3, 2, 2, 1, 1, 0, 1, 3, 5));
        // A result, and parts of gradients, that see nothing but padding.
        shapes.add(new ConvShape(1, 5, 1, 2, 3, 1, 1, 1, 3, 0, 2, 0, 0, 1, 1, 1));
        shapes.add(new ConvShape(1, 1, 1, 2, 3, 2, 2, 3, 3, 2, 2, 2, 2, 1, 1, 1));
        shapes.add(new ConvShape(0, 7, 9, 5, 5, 4, 3, 3, 2, 2, 1, 1, 0, 1, 3, 1));
        return shapes;
    }

    /// A random convolution, small.
    public static ConvShape randomConvolution(RandomGenerator random) {
        while (true) {
            int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 1;
            boolean depthwise = random.nextInt(4) == 0;
            int c = depthwise ? groups : groups * (1 + random.nextInt(random.nextBoolean() ? 5 : 60));
            int k = depthwise ? groups : groups * (1 + random.nextInt(random.nextBoolean() ? 5 : 70));
            try {
                return new ConvShape(1 + random.nextInt(3), 1 + random.nextInt(13), 1 + random.nextInt(13), c, k,
                        1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(3), 1 + random.nextInt(3),
                        random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3),
                        1 + random.nextInt(3), 1 + random.nextInt(3), groups);
            } catch (IllegalArgumentException impossible) {
                // the kernel is larger than the image: draw again
            }
        }
    }

    /// Poolings: padding, ceiling mode, dilation, counting rules, adaptive windows.
    public static List<PoolShape> poolings() {
        List<PoolShape> shapes = new ArrayList<>(List.of(
                new PoolShape(2, 6, 7, 3, 3, 3, 2, 2, 2, 2, 0, 0, 0, 0, false, 0),
                new PoolShape(2, 28, 28, 6, 14, 14, 2, 2, 2, 2, 0, 0, 0, 0, false, 0),
                new PoolShape(2, 8, 8, 3, 4, 4, 3, 3, 2, 2, 1, 1, 1, 1, true, 0),
                new PoolShape(2, 8, 8, 3, 5, 5, 3, 3, 2, 2, 1, 1, 1, 1, true, 0),
                new PoolShape(2, 8, 8, 40, 5, 5, 3, 3, 2, 2, 1, 1, 1, 1, false, 0),
                new PoolShape(2, 5, 6, 3, 5, 6, 3, 3, 1, 1, 1, 1, 1, 1, true, 0),
                new PoolShape(2, 4, 4, 3, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, false, 3),
                new PoolShape(2, 5, 6, 19, 4, 4, 2, 3, 1, 2, 0, 1, 0, 1, false, 0),
                new PoolShape(1, 7, 7, 100, 1, 1, 7, 7, 7, 7, 0, 0, 0, 0, false, 0),
                new PoolShape(2, 3, new PoolAxis(7, 3, 3, 1, 0, 0, 2), new PoolAxis(8, 4, 3, 1, 0, 0, 2), false, 0)));
        for (int[] out : new int[][] {{1, 1}, {2, 2}, {3, 2}, {7, 5}, {9, 11}}) {
            shapes.add(PoolShape.adaptive(2, 7, 5, 3, out[0], out[1]));
        }
        shapes.add(PoolShape.adaptive(2, 10, 10, 33, 4, 4));
        return shapes;
    }
}
