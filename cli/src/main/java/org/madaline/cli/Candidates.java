package org.madaline.cli;

import java.util.Iterator;
import org.madaline.runs.Augmentations;
import org.madaline.runs.BasisChoice;
import org.madaline.runs.Choices;
import org.madaline.runs.ModelChoice;
import org.madaline.runs.SolverChoice;

/// What flags can be given, for help and completion, which want a class for each.
abstract class Candidates implements Iterable<String> {
    private final Iterable<String> names;

    private Candidates(Iterable<String> names) {
        this.names = names;
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    static final class Models extends Candidates {
        Models() {
            super(Choices.MODELS);
        }
    }

    /// Those that are networks.
    static final class Networks extends Candidates {
        Networks() {
            super(Choices.MODELS.options().entrySet().stream()
                    .filter(model -> model.getValue() instanceof ModelChoice.Architecture)
                    .map(java.util.Map.Entry::getKey)
                    .toList());
        }
    }

    static final class Activations extends Candidates {
        Activations() {
            super(Choices.ACTIVATIONS);
        }
    }

    static final class Optimizers extends Candidates {
        Optimizers() {
            super(Choices.OPTIMIZERS);
        }
    }

    static final class Schedules extends Candidates {
        Schedules() {
            super(Choices.SCHEDULES);
        }
    }

    static final class Solvers extends Candidates {
        Solvers() {
            super(SolverChoice.ALL);
        }
    }

    static final class Bases extends Candidates {
        Bases() {
            super(BasisChoice.usages());
        }
    }

    static final class Changes extends Candidates {
        Changes() {
            super(Augmentations.names());
        }
    }
}
