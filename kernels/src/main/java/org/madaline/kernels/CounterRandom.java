package org.madaline.kernels;

/// Random numbers without state: each is a function of a key, a step and an index.
///
/// So the numbers do not depend on the order in which threads draw them, any of them can be drawn again, and a run that
/// is resumed at step n goes on exactly as if it had not stopped. A key is made from the run's seed and the purpose
/// (`dropout1`, `shuffle`, the path of a parameter), so that no two purposes share numbers.
public final class CounterRandom {
    /// The multipliers of the mixing, for the vector kernels.
    public static final int SPREAD = 0x9e3779b1;
    /// Multiplies after the first shift of [#bits].
    public static final int MIX_1 = 0x21f0aaad;
    /// Multiplies after the second shift of [#bits].
    public static final int MIX_2 = 0x735a2d97;
    /// 2⁻²⁴: uniform numbers have 24 bits.
    public static final float UNIT = 0x1p-24f;

    private CounterRandom() {}

    /// The key for a purpose under a seed.
    ///
    /// @param seed of the run
    /// @param purpose such as `dropout1`
    /// @return 64 mixed bits
    public static long key(long seed, String purpose) {
        long key = mix(seed);
        for (int i = 0; i < purpose.length(); i++) {
            key = mix(key ^ purpose.charAt(i));
        }
        return mix(key ^ purpose.length());
    }

    /// The key for a numbered purpose under a seed, such as an epoch.
    ///
    /// @param seed of the run, or another key
    /// @param purpose such as the number of an epoch
    /// @return 64 mixed bits
    public static long key(long seed, long purpose) {
        return mix(mix(seed) ^ mix(~purpose));
    }

    /// Both words that [#bits] needs of a key and a step: they are the same for all indices.
    ///
    /// @param key from [#key(long, String)]
    /// @param step of the run, from 0
    /// @return two words for [#bits]
    public static long stream(long key, int step) {
        return mix(key ^ mix(step));
    }

    /// 32 random bits from a [#stream] and an index; three multiplications of 32 bits, so it suits vectors.
    ///
    /// @param stream of a key and a step
    /// @param index of the number
    /// @return all 32 of them random
    public static int bits(long stream, int index) {
        int x = index * SPREAD + (int) stream;
        x ^= x >>> 16;
        x *= MIX_1;
        x ^= x >>> 15;
        x += (int) (stream >>> 32);
        x *= MIX_2;
        return x ^ (x >>> 15);
    }

    /// Uniform in [0, 1), a multiple of 2⁻²⁴.
    ///
    /// @param key from [#key(long, String)]
    /// @param step of the run, from 0
    /// @param index of the number
    /// @return that number
    public static float uniform(long key, int step, int index) {
        return (bits(stream(key, step), index) >>> 8) * UNIT;
    }

    /// Normal with mean 0 and standard deviation 1, by the method of Box and Muller.
    ///
    /// @param key from [#key(long, String)]
    /// @param step of the run, from 0
    /// @param index of the number
    /// @return that number, at most 5.8 in size
    public static float normal(long key, int step, int index) {
        double radius = ((bits(stream(key, step), index) >>> 8) + 1) * 0x1p-24;
        double angle = (bits(stream(~key, step), index) >>> 8) * 0x1p-24;
        return (float) (StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * angle));
    }

    /// Uniform among 0 ... bound - 1.
    ///
    /// @param key from [#key(long, String)]
    /// @param step of the run, from 0
    /// @param index of the number
    /// @param bound at least 1
    /// @return a whole number
    /// @throws IllegalArgumentException if `bound` is not positive
    public static int below(long key, int step, int index, int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("a random integer needs a bound of at least 1, not " + bound);
        }
        long wide = mix(stream(key, step) ^ mix(index));
        return (int) Math.unsignedMultiplyHigh(wide, bound);
    }

    /// A random order of 0 ... n - 1 (Fisher and Yates).
    ///
    /// @param key from [#key(long, String)]
    /// @param step of the run, from 0
    /// @param n at least 0
    /// @return each number once
    public static int[] permutation(long key, int step, int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(key, step, i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood 2014) after its increment.
    private static long mix(long z) {
        long x = z + 0x9e3779b97f4a7c15L;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
