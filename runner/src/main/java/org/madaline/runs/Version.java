package org.madaline.runs;

import java.util.Optional;

/// The version of Madaline.
public final class Version {
    private Version() {}

    /// {@return the version of this build, such as `0.2.0`}
    public static String number() {
        var module = Version.class.getModule().getDescriptor();
        return (module != null ? module.rawVersion() : Optional.ofNullable(Version.class.getPackage().getImplementationVersion()))
                .orElse("development");
    }
}
