package org.madaline.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version of Madaline and of what it runs on.
final class Version implements IVersionProvider {
    /// The version of this build, such as `0.1.0`.
    static String number() {
        var module = Main.class.getModule().getDescriptor();
        return (module != null ? module.rawVersion() : Optional.ofNullable(Main.class.getPackage().getImplementationVersion()))
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "madaline " + number(),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
