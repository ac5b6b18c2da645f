package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.madaline.formats.idx.Idx;
import org.madaline.formats.safetensors.Header;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.linear.LinearModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Shows what is in a file.
@Command(
        description = "Show what is in a model file (layers, shapes, costs, provenance), any .safetensors file, or an IDX file.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    /// Longer texts of the metadata are cut.
    private static final int LONGEST_TEXT = 400;

    /// What is shown as a model, not as a text.
    private static final Set<String> DESCRIBED = Set.of("madaline.network", LinearModelFile.KEY);

    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "FILE", description = "A file, or the folder of a run.")
    private Path given;

    @Option(names = "--tensors", description = "List the tensors, too.")
    private boolean tensors;

    @Override
    public Integer call() throws IOException {
        Path file = ModelFiles.find(given);
        main.terminal.line("%s  (%s)", main.terminal.bold(file.toString()), Text.bytes(Files.size(file)));
        main.terminal.line("");
        if (file.getFileName().toString().matches(".*idx[0-9]-ubyte(\\.gz)?")) {
            Idx idx = Idx.read(file);
            main.terminal.line("IDX file of %s %s", idx.shape(), idx.type());
            return 0;
        }
        Header header = SafeTensors.readHeader(file);
        boolean isModel = header.metadata().keySet().stream().anyMatch(DESCRIBED::contains);
        if (isModel) {
            Predictor.load(file).describe(main.terminal);
        }
        if (tensors || !isModel) {
            tensors(header);
        }
        metadata(header.metadata());
        return 0;
    }

    private void tensors(Header header) {
        main.terminal.line("");
        var table = new Table("tensor", "type", "shape");
        header.entries().forEach((name, entry) -> table.row(name, entry.type(), entry.shape()));
        table.print(main.terminal);
    }

    private void metadata(Map<String, String> metadata) {
        metadata.forEach((key, text) -> {
            if (!DESCRIBED.contains(key) && !key.equals("madaline.classes") && !key.equals("madaline.inputs")) {
                main.terminal.line("");
                main.terminal.line("%s", main.terminal.bold(key));
                main.terminal.line(
                        "  %s", text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + " ..." : text);
            }
        });
    }
}
