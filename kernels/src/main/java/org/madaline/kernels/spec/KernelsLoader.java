package org.madaline.kernels.spec;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.madaline.kernels.Fused;

/// Chooses the kernels for this process: the fastest that can run here, or those that the system property
/// `madaline.kernels` names (`vector` or `portable`).
public final class KernelsLoader {
    /// The system property that names the kernels.
    public static final String PROPERTY = "madaline.kernels";

    /// The kernels that were chosen.
    ///
    /// @param notice one line for the user where faster kernels exist but cannot run, and how to mend it
    /// @param kernels that were chosen
    public record Choice(Kernels kernels, Optional<String> notice) {}

    /// The system property that keeps the notice out of the log, for programs that show it themselves.
    public static final String QUIET = "madaline.quiet";

    private static final Optional<String> ALONE = Optional.of("Madaline runs on its portable kernels, which are several times"
            + " slower; add the artifact madaline-kernels-vector (or madaline-all, which brings it) for the vector kernels");

    private static Choice choice;

    private KernelsLoader() {}

    /// The choice for this process; the same at each call. At the first one its notice, if there is one, goes to the
    /// system's logger `org.madaline` as a warning: to standard error, where nobody says otherwise.
    ///
    /// @return kernels and notice
    /// @throws IllegalArgumentException if the property names unknown kernels, or some that cannot run here
    public static synchronized Choice choice() {
        if (choice == null) {
            choice = choose(System.getProperty(PROPERTY), providers());
            if (!Boolean.getBoolean(QUIET)) {
                choice.notice().ifPresent(n -> System.getLogger("org.madaline").log(System.Logger.Level.WARNING, n));
            }
        }
        return choice;
    }

    private static List<KernelsProvider> providers() {
        return ServiceLoader.load(KernelsProvider.class, KernelsProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(KernelsProvider::rank).reversed())
                .toList();
    }

    /// Chooses among providers, best first; `wanted` may be null.
    static Choice choose(String wanted, List<KernelsProvider> providers) {
        if (wanted != null) {
            KernelsProvider named = providers.stream().filter(p -> p.name().equals(wanted)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("-D" + PROPERTY + "=" + wanted
                            + " names no kernels; known here: "
                            + String.join(", ", providers.stream().map(KernelsProvider::name).toList())));
            named.obstacle().ifPresent(obstacle -> {
                throw new IllegalArgumentException("-D" + PROPERTY + "=" + wanted + " cannot be had: " + obstacle);
            });
            return new Choice(named.create(), Optional.empty());
        }
        Optional<String> notice = Optional.empty();
        for (KernelsProvider provider : providers) {
            Optional<String> obstacle = provider.obstacle();
            if (obstacle.isEmpty()) {
                boolean only = providers.size() == 1 && Fused.HARDWARE;
                return new Choice(provider.create(), notice.or(Fused::notice).or(() -> only ? ALONE : Optional.empty()));
            }
            notice = notice.isPresent() ? notice : obstacle;
        }
        throw new IllegalStateException("no kernels were found; the module org.madaline.kernels is incomplete");
    }
}
