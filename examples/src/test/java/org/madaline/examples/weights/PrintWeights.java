package org.madaline.examples.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// Prints the SHA-256 of the weights of all works, or of those whose name begins with one of the arguments, as they are
/// kept in `weights.tsv`.
public final class PrintWeights {
    private PrintWeights() {}

    public static void main(String[] args) throws Exception {
        for (Map.Entry<String, Callable<String>> work : all().entrySet()) {
            if (args.length == 0 || java.util.Arrays.stream(args).anyMatch(work.getKey()::startsWith)) {
                System.out.println(work.getKey() + "\t" + work.getValue().call());
            }
        }
    }

    /// All works by name.
    static Map<String, Callable<String>> all() {
        Map<String, Callable<String>> all = quick();
        all.putAll(slow());
        return all;
    }

    /// Those that are done at each build.
    static Map<String, Callable<String>> quick() {
        Map<String, Callable<String>> quick = new LinkedHashMap<>(ReadmeWorks.shipped());
        quick.putAll(EveryPart.all());
        quick.putAll(EveryNetwork.all(false));
        return quick;
    }

    /// Those that take long, or data that do not ship with the library.
    static Map<String, Callable<String>> slow() {
        Map<String, Callable<String>> slow = new LinkedHashMap<>(ReadmeWorks.downloaded());
        slow.putAll(EveryNetwork.all(true));
        return slow;
    }
}
