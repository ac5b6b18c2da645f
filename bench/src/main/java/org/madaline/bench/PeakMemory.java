package org.madaline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.global.torch;

/// The most memory that a process held while it trained a network, as Linux counts it (VmHWM): one process for one
/// network on one side, so that neither sees the other's.
public final class PeakMemory {
    private static final int STEPS = 20;

    private PeakMemory() {}

    /// @param args `madaline` or `libtorch`; `lenet5` (batches of 64) or `resnet18` (16)
    public static void main(String[] args) throws IOException {
        boolean own = args[0].equals("madaline");
        VisionTraining training = args[1].equals("lenet5")
                ? new VisionTraining(VisionPair.LENET, 64)
                : new VisionTraining(VisionPair.RESNET18, 16);
        IntConsumer steps = own ? training.own(2) : peer(training, args[1]);
        steps.accept(STEPS);
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        String peak = status.stream().filter(line -> line.startsWith("VmHWM")).findFirst().orElseThrow();
        System.out.printf("%s %s %,d MB%n", args[0], args[1], Long.parseLong(peak.replaceAll("\\D", "")) / 1000);
    }

    private static IntConsumer peer(VisionTraining training, String name) {
        torch.set_num_threads(2);
        return training.peer(name.equals("lenet5") ? VisionPair.LENET.torch() : VisionPair.RESNET18.torch());
    }
}
