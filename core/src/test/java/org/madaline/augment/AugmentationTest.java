package org.madaline.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.CounterRandom;

class AugmentationTest {
    private static final long SEED = 7;

    private static Draw draw(int index) {
        return new Draw(CounterRandom.key(SEED, "test"), 0, index);
    }

    private static Pixels random(int channels, int height, int width) {
        float[] data = new float[channels * height * width + 3];
        for (int i = 0; i < data.length; i++) {
            data[i] = CounterRandom.uniform(SEED, 1, i);
        }
        return new Pixels(channels, height, width, data, 2);
    }

    private static float[] values(Pixels x) {
        return x.snapshot().clone();
    }

    private static float[] applied(Augmentation augmentation, int channels, int height, int width, int index) {
        Pixels x = random(channels, height, width);
        augmentation.apply(x, draw(index));
        assertThat(x.data()[0]).as("before the picture").isEqualTo(CounterRandom.uniform(SEED, 1, 0));
        assertThat(x.data()[x.data().length - 1]).as("behind the picture")
                .isEqualTo(CounterRandom.uniform(SEED, 1, x.data().length - 1));
        return values(x);
    }

    private static final Map<String, Augmentation> ALL = Map.ofEntries(
            Map.entry("flip", Flip.HORIZONTAL), Map.entry("vertical", new Flip(true)), Map.entry("crop", new RandomCrop(4)),
            Map.entry("resized", RandomResizedCrop.PHOTOGRAPHS), Map.entry("affine", new Affine(15, 0.1, 0.2, 10)),
            Map.entry("elastic", Elastic.DIGITS), Map.entry("color", new ColorJitter(0.4, 0.4, 0.4, 0.1)),
            Map.entry("cutout", new Cutout(8)), Map.entry("erasing", new RandomErasing()), Map.entry("rand", new RandAugment(3, 20)));

    @Test
    void allAreFunctionsOfTheDrawAndKeepTheRange() {
        ALL.forEach((name, augmentation) -> {
            boolean changed = false;
            for (int i = 0; i < 40; i++) {
                for (int[] shape : new int[][] {{1, 28, 28}, {3, 17, 12}, {3, 1, 1}}) {
                    float[] once = applied(augmentation, shape[0], shape[1], shape[2], i);
                    assertThat(applied(augmentation, shape[0], shape[1], shape[2], i)).as(name).containsExactly(once);
                    for (float v : once) {
                        assertThat(v).as(name).isBetween(-1e-6f, 1 + 1e-6f);
                    }
                    changed |= !java.util.Arrays.equals(once, values(random(shape[0], shape[1], shape[2])));
                }
            }
            assertThat(changed).as(name).isTrue();
        });
    }

    @Test
    void whatHasNoRangeChangesNothing() {
        float[] same = values(random(3, 9, 8));
        for (Augmentation none : List.of(new Affine(0, 0, 0, 0), new RandomCrop(0), new ColorJitter(0, 0, 0, 0),
                new RandomResizedCrop(1, 1), new Elastic(0, 2, 0), Flip.HORIZONTAL.sometimes(0), Augmentation.all(List.of()))) {
            float[] after = applied(none, 3, 9, 8, 3);
            for (int i = 0; i < same.length; i++) {
                assertThat(after[i]).as(none.toString()).isEqualTo(same[i], within(2e-6f));
            }
        }
    }

    @Test
    void aCropIsAShiftWithABlackBorder() {
        float[] before = values(random(2, 5, 6));
        for (int n = 0; n < 30; n++) {
            float[] after = applied(new RandomCrop(3), 2, 5, 6, n);
            Draw draw = draw(n);
            int down = draw.below(7) - 3;
            int right = draw.below(7) - 3;
            for (int i = 0; i < after.length; i++) {
                int row = i / 6 % 5 - down;
                int column = i % 6 - right;
                boolean inside = row >= 0 && row < 5 && column >= 0 && column < 6;
                assertThat(after[i]).isEqualTo(inside ? before[i / 30 * 30 + row * 6 + column] : 0);
            }
        }
    }

    @Test
    void warpsTurnShiftAndInterpolate() {
        Pixels x = random(1, 4, 5);
        float[] before = values(x);
        Warp.around(x, new double[] {-1, 0, 0, -1}, 0, 0, 0);
        for (int i = 0; i < 20; i++) {
            assertThat(values(x)[i]).isEqualTo(before[19 - i], within(1e-6f));
        }
        x = random(1, 4, 5);
        Warp.around(x, new double[] {1, 0, 0, 1}, 0.25, 1, 9);
        assertThat(values(x)[0]).isEqualTo(0.75f * before[1] + 0.25f * before[6], within(1e-6f));
        assertThat(values(x)[4]).isEqualTo(9);
        assertThat(values(x)[15]).isEqualTo(0.75f * before[16] + 0.25f * 9, within(1e-5f));
    }

    @Test
    void flipsAreTheirOwnInverses() {
        int flipped = 0;
        for (int n = 0; n < 100; n++) {
            for (Flip flip : List.of(Flip.HORIZONTAL, new Flip(true))) {
                Pixels x = random(2, 3, 4);
                float[] before = values(x);
                flip.apply(x, draw(n));
                float[] after = values(x);
                int at = flip.vertical() ? 8 : 3;
                flipped += after[at] == before[0] ? 1 : 0;
                flip.apply(x, draw(n));
                assertThat(values(x)).containsExactly(before);
            }
        }
        assertThat(flipped).isBetween(75, 125);
    }

    @Test
    void elasticFieldsHaveTheStrengthOfThePaper() {
        // A field of uniform noise (variance 1/3) smoothed by a Gaussian has variance 1 / (3 · 4 π σ²) away from the rim.
        double expected = 34 * Math.sqrt(1 / (3 * 4 * Math.PI * 16));
        double sum = 0;
        int count = 200;
        for (int n = 0; n < count; n++) {
            // On a ramp, the value tells where it came from.
            float[] ramp = new float[41 * 41];
            for (int i = 0; i < ramp.length; i++) {
                ramp[i] = i % 41;
            }
            Pixels x = new Pixels(1, 41, 41, ramp, 0);
            Elastic.DIGITS.apply(x, draw(n));
            double moved = ramp[20 * 41 + 20] - 20;
            sum += moved * moved;
        }
        assertThat(Math.sqrt(sum / count)).isEqualTo(expected, within(0.15 * expected));
    }

    @Test
    void colours() {
        Pixels red = new Pixels(3, 1, 1, new float[] {0.8f, 0.2f, 0.2f}, 0);
        Colors.hue(red, 1 / 3f);
        assertThat(red.data()).containsExactly(new float[] {0.2f, 0.8f, 0.2f}, within(1e-5f));
        Colors.saturation(red, 0);
        assertThat(red.data()[0]).isEqualTo(0.299f * 0.2f + 0.587f * 0.8f + 0.114f * 0.2f, within(1e-6f));
        Pixels grey = new Pixels(1, 1, 4, new float[] {0.2f, 0.4f, 0.4f, 0.6f}, 0);
        Colors.contrast(grey, 0.5f);
        assertThat(grey.data()).containsExactly(new float[] {0.3f, 0.4f, 0.4f, 0.5f}, within(1e-6f));
        Colors.autoContrast(grey);
        assertThat(grey.data()).containsExactly(new float[] {0, 0.5f, 0.5f, 1}, within(1e-5f));
        Colors.equalize(grey);
        assertThat(grey.data()).containsExactly(new float[] {0, 2 / 3f, 2 / 3f, 1}, within(1e-6f));
        Colors.solarize(grey, 0.9f);
        assertThat(grey.data()[3]).isZero();
        Colors.posterize(grey, 1);
        assertThat(grey.data()).containsExactly(new float[] {0, 128 / 255f, 128 / 255f, 0}, within(1e-6f));
    }

    @Test
    void draws() {
        double uniform = 0;
        double normal = 0;
        double[] beta = new double[2];
        double[] square = new double[2];
        int[] counts = new int[5];
        int n = 4000;
        for (int i = 0; i < n; i++) {
            Draw draw = draw(i);
            uniform += draw.uniform() / n;
            double z = draw.normal();
            normal += z * z / n;
            counts[draw.below(5)]++;
            for (int k = 0; k < 2; k++) {
                double b = draw.beta(k == 0 ? 0.2 : 1);
                beta[k] += b / n;
                square[k] += b * b / n;
            }
        }
        assertThat(uniform).isEqualTo(0.5, within(0.02));
        assertThat(normal).isEqualTo(1, within(0.08));
        // B(a, a) has mean 1/2 and variance 1 / (4 (2 a + 1)).
        assertThat(beta).containsExactly(new double[] {0.5, 0.5}, within(0.03));
        assertThat(square[0] - 0.25).isEqualTo(1 / 5.6, within(0.02));
        assertThat(square[1] - 0.25).isEqualTo(1 / 12.0, within(0.015));
        assertThat(IntStream.of(counts).allMatch(c -> c > 700 && c < 900)).isTrue();
    }

    @Test
    void refusesImpossibleSettings() {
        assertThatThrownBy(() -> new Affine(-1, 0, 0, 0)).hasMessageContaining("rotation");
        assertThatThrownBy(() -> new Cutout(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new RandAugment(2, 31)).hasMessageContaining("30");
        assertThatThrownBy(() -> new Mixing.Mixup(0)).hasMessageContaining("alpha");
        assertThatThrownBy(() -> Flip.HORIZONTAL.sometimes(1.5)).hasMessageContaining("[0, 1]");
    }
}
