package org.madaline.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.madaline.formats.model.CheckpointFile;
import org.madaline.pipeline.Pipeline;
import org.madaline.train.Checkpoint;
import org.madaline.train.TrainingEvent;

/// Keeps each network of several in a folder of its own below that of the run, as if it were a run: where it stands while it
/// learns, and the model when it is finished.
///
/// @param run       the folder of the whole
/// @param members   the settings of each network
/// @param digest    of the data
/// @param listeners who hears of the training of each network
public record MemberFolders(RunFolder run, List<TrainSettings> members, String digest, IntFunction<Consumer<TrainingEvent>> listeners)
        implements EnsembleTraining.Store {
    /// Copies the list.
    public MemberFolders {
        members = List.copyOf(members);
    }

    /// {@return what a network tells of its making}
    ///
    /// @param member from 0
    public Provenance provenance(int member) {
        return Provenance.of(members.get(member), digest);
    }

    private void requireSame(Map<String, String> metadata, int member) {
        RunFolder folder = run.member(member);
        Provenance.in(metadata, folder.path()).ifPresent(was -> was.requireSame(provenance(member), folder));
    }

    @Override
    public Optional<Training.NetworkOutcome> finished(int member) throws IOException {
        RunFolder folder = run.member(member);
        if (!Files.exists(folder.model())) {
            return Optional.empty();
        }
        Pipeline<?> model = Pipeline.load(folder.model());
        requireSame(model.provenance(), member);
        return Optional.of(new Training.NetworkOutcome(model, folder.readMetrics(), false));
    }

    @Override
    public Optional<Checkpoint> checkpoint(int member) throws IOException {
        Optional<CheckpointFile.Content> saved = run.member(member).readCheckpoint();
        saved.ifPresent(content -> requireSame(content.settings(), member));
        return saved.map(CheckpointFile.Content::checkpoint);
    }

    @Override
    public Consumer<TrainingEvent> begin(int member) throws IOException {
        Files.createDirectories(run.member(member).path());
        run.member(member).sweep();
        return listeners.apply(member);
    }

    @Override
    public void finish(int member, Training.NetworkOutcome outcome) throws IOException {
        RunFolder folder = run.member(member);
        // The model comes last: it says that the network is finished.
        folder.writeMetrics(outcome.history());
        outcome.pipeline().with(provenance(member).texts()).save(folder.model());
        folder.deleteCheckpoint();
    }
}
