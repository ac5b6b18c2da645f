package org.madaline.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.analysis.PrincipalComponents;
import org.madaline.basis.BSplines;
import org.madaline.basis.Bases;
import org.madaline.basis.Basis;
import org.madaline.basis.PolynomialBasis;
import org.madaline.basis.RadialBasis;
import org.madaline.basis.Squares;
import org.madaline.data.Dataset;
import org.madaline.linear.DesignMatrix;

/// One basis of `--basis`, such as `polynomial:3`: a name and its numbers, to be fitted to the training data.
///
/// @param kind what makes it
/// @param numbers as given, or the usual ones
public record BasisChoice(Kind kind, List<Integer> numbers) {
    /// What a basis is fitted to.
    ///
    /// @param numbers those of the choice
    record Request(Dataset train, List<Integer> numbers, long seed) {
        int inputs() {
            return train.inputShape().size();
        }
    }

    private interface Maker {
        Basis make(Request request);
    }

    /// @param least what each number must at least be
    /// @param usual the numbers where none are given
    private record Kind(String usage, List<Integer> usual, List<Integer> least, Maker maker) {}

    private static final Map<String, Kind> KINDS = kinds();

    private static Map<String, Kind> kinds() {
        var map = new LinkedHashMap<String, Kind>();
        map.put("quadratic", new Kind("quadratic", List.of(), List.of(), r -> Bases.quadratic(r.inputs())));
        map.put("squares", new Kind("squares", List.of(), List.of(), r -> new Squares(r.inputs())));
        map.put("polynomial", new Kind("polynomial:DEGREE", List.of(2), List.of(1),
                r -> new PolynomialBasis(r.inputs(), r.numbers.getFirst())));
        map.put("interactions", new Kind("interactions:DEGREE", List.of(2), List.of(1),
                r -> new PolynomialBasis(r.inputs(), r.numbers.getFirst(), true, false)));
        map.put("radial", new Kind("radial:CENTRES", List.of(20), List.of(2),
                r -> RadialBasis.of(r.train, r.numbers.getFirst(), r.seed)));
        map.put("spline", new Kind("spline:PIECES:DEGREE", List.of(5, 3), List.of(1, 0),
                r -> BSplines.of(r.train, r.numbers.getFirst(), r.numbers.getLast())));
        map.put("pca", new Kind("pca:COMPONENTS", List.of(10), List.of(1), BasisChoice::components));
        return map;
    }

    private static Basis components(Request request) {
        int count = request.numbers.getFirst();
        var all = PrincipalComponents.of(DesignMatrix.of(request.train));
        if (count > all.components().length) {
            throw new UsageError("--basis pca:" + count + " asks for more components than the data have: "
                    + all.components().length);
        }
        return all.basis(count);
    }

    /// {@return what may be given, for help}
    public static List<String> usages() {
        return KINDS.values().stream().map(Kind::usage).toList();
    }

    /// A basis as it is written after `--basis`.
    ///
    /// @param text such as `polynomial:3`
    /// @return the choice, with the usual numbers where none are given
    /// @throws UsageError if there is no such basis
    public static BasisChoice parse(String text) {
        String[] parts = text.split(":", -1);
        Kind kind = KINDS.get(parts[0]);
        if (kind == null) {
            String nearest = Text.nearest(parts[0], KINDS.keySet());
            throw new UsageError("--basis " + parts[0] + " is unknown; "
                    + (nearest == null ? "possible are " : "did you mean " + nearest + "? Possible are ") + String.join(", ", usages()));
        }
        if (parts.length - 1 > kind.usual.size()) {
            throw new UsageError("--basis " + text + " has too many numbers; write " + kind.usage);
        }
        var numbers = new ArrayList<>(kind.usual);
        for (int i = 1; i < parts.length; i++) {
            try {
                numbers.set(i - 1, Integer.parseInt(parts[i]));
            } catch (NumberFormatException e) {
                throw new UsageError("--basis " + text + ": '" + parts[i] + "' is no whole number; write " + kind.usage);
            }
            TrainSettings.atLeast("--basis " + kind.usage, numbers.get(i - 1), kind.least.get(i - 1));
        }
        return new BasisChoice(kind, List.copyOf(numbers));
    }

    /// All bases, one after another, each fitted to what those before it make of the training data.
    ///
    /// @param texts as they are written after `--basis`
    /// @param train the training data
    /// @param seed  of the examples that are drawn as centres
    /// @return all in one; empty where there are none
    public static Optional<Basis> fit(List<String> texts, Dataset train, long seed) {
        Basis all = null;
        for (String text : texts) {
            BasisChoice choice = parse(text);
            Dataset data = all == null ? train : all.apply(train);
            Basis next = choice.kind.maker.make(new Request(data, choice.numbers, seed));
            all = all == null ? next : all.then(next);
        }
        return Optional.ofNullable(all);
    }
}
