package org.madaline.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The vectors that all kernels of this process use: the machine's widest up to 512 bits, or those that the system
/// property `madaline.vector.bits` asks for.
final class Lanes {
    /// The system property, for tests: 128, 256 or 512.
    static final String PROPERTY = "madaline.vector.bits";

    static final VectorSpecies<Float> FLOATS = species(System.getProperty(PROPERTY));
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    /// Floats in a vector.
    static final int COUNT = FLOATS.length();

    private Lanes() {}

    private static VectorSpecies<Float> species(String bits) {
        return switch (bits) {
            case null -> FloatVector.SPECIES_PREFERRED.length() > 16
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;
            case "128" -> FloatVector.SPECIES_128;
            case "256" -> FloatVector.SPECIES_256;
            case "512" -> FloatVector.SPECIES_512;
            default -> throw new IllegalArgumentException("-D" + PROPERTY + "=" + bits
                    + " is no width of vectors; give 128, 256 or 512");
        };
    }
}
