package org.madaline.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.formats.Json;

/// What a model and a checkpoint tell of their making.
///
/// @param version of Madaline
/// @param settings of the training
/// @param data the digest of what was trained on; empty where it is not known
public record Provenance(String version, TrainSettings settings, Optional<String> data) {
    private static final String VERSION = "madaline.version";
    private static final String SETTINGS = "madaline.settings";

    /// Where training was stopped, in the metadata of a model that is not finished.
    public static final String STOPPED = "madaline.stopped";

    /// {@return what a model of this version tells of its making}
    ///
    /// @param settings of the training
    /// @param data     the digest of what is trained on
    public static Provenance of(TrainSettings settings, String data) {
        return new Provenance(Version.number(), settings, Optional.of(data));
    }

    /// {@return what metadata say; empty where they say nothing, as for a model that a program has trained}
    ///
    /// @param metadata of a model or a checkpoint
    /// @param file     for the message
    /// @throws UsageError if they say something impossible
    public static Optional<Provenance> in(Map<String, String> metadata, Object file) {
        String json = metadata.get(SETTINGS);
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Provenance(metadata.getOrDefault(VERSION, ""), SettingsJson.read(Json.read(json)),
                    Optional.ofNullable(metadata.get(DataDigest.KEY))));
        } catch (IllegalArgumentException e) {
            throw new UsageError(file + " does not tell soundly what it was trained on: " + e.getMessage());
        }
    }

    /// {@return the same as texts, by the keys of metadata}
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(VERSION, version);
        texts.put(SETTINGS, SettingsJson.write(settings));
        data.ifPresent(digest -> texts.put(DataDigest.KEY, digest));
        return texts;
    }

    /// Whether its digest is made as this version makes it: version 0.1 read tables in single precision.
    boolean isComparable() {
        return !version.equals("0.1.0") || !settings.label().isPresent();
    }

    /// Checks that a run is gone on with as it was begun.
    ///
    /// @param now the settings as they stand, and the data
    /// @param folder for the message
    /// @throws UsageError naming all that differs
    public void requireSame(Provenance now, RunFolder folder) {
        List<String> differences = new ArrayList<>(SettingsJson.differences(settings, now.settings));
        if (data.isPresent() && isComparable() && now.data.isPresent() && !DataDigest.same(data.get(), now.data.get())) {
            differences.add("the data are " + DataDigest.brief(now.data.get()) + ", were " + DataDigest.brief(data.get()));
        }
        if (!differences.isEmpty()) {
            throw new UsageError(folder.path() + " cannot be gone on with, since it would not end as it was begun: "
                    + String.join("; ", differences) + ". Restore these, or train anew under another --name");
        }
    }
}
