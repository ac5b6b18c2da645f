package org.madaline.cli;

import org.madaline.runs.Version;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints.
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "madaline " + Version.number(),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
