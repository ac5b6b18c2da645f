package org.madaline.formats.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.madaline.formats.FormatException;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.train.StepState;

/// Where a training loop of one's own stands, as a safetensors file: all variables, the optimizers' states among them, and
/// the number of steps.
public final class StepStateFile {
    private static final String STEP = "madaline.step";

    private StepStateFile() {}

    /// Writes the file, whole or not at all.
    ///
    /// @param state all variables and the number of steps
    /// @param file  replaced as a whole, or not at all
    /// @throws IOException naming the file, if it cannot be written
    public static void write(StepState state, Path file) throws IOException {
        SafeTensors.of(new LinkedHashMap<>(state.tensors()), Map.of(STEP, Long.toString(state.step()))).write(file);
    }

    /// {@return the state that a file holds}
    ///
    /// @param file written by [#write]
    /// @throws FormatException if the file is damaged or holds no such state
    public static StepState read(Path file) throws IOException {
        SafeTensors content = SafeTensors.read(file);
        String step = content.metadata().get(STEP);
        if (step == null || !step.matches("[0-9]{1,18}")) {
            throw new FormatException(file, "does not say after how many steps a training stands; expected its metadata to have "
                    + STEP + ", found " + step);
        }
        return new StepState(content.tensors(), Long.parseLong(step));
    }
}
