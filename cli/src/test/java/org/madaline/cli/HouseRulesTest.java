package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/// The house rules of CONTRIBUTING.md that can be read off the sources.
class HouseRulesTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 60;
    /// Register tiles, unrolled by hand: each is one loop whose accumulators are local variables.
    private static final List<String> UNROLLED = List.of("RegisterTiles.java", "OuterTiles.java", "DepthwiseTiles.java");
    private static final Sources MAIN = Sources.parse("main");

    /// The types that say `implements` of a sealed interface of the project.
    private static final List<String> SEALED = kindsOfSealedTypes();

    private static List<String> kindsOfSealedTypes() {
        var sealed = new ArrayList<String>();
        find((_, path) -> path.getLeaf() instanceof ClassTree type && type.getModifiers().getFlags().contains(Modifier.SEALED)
                ? String.valueOf(sealed.add(type.getSimpleName().toString()))
                : null);
        var kinds = new ArrayList<String>();
        find((_, path) -> path.getLeaf() instanceof ClassTree type
                        && type.getImplementsClause().stream().anyMatch(t -> sealed.contains(t.toString().replaceAll("<.*|.*\\.", "")))
                ? String.valueOf(kinds.add(type.getSimpleName().toString()))
                : null);
        return kinds;
    }

    @Test
    void filesAreShort() throws IOException {
        var offenders = new ArrayList<String>();
        for (String part : List.of("main", "test")) {
            for (var file : Sources.files(part)) {
                int lines = Files.readAllLines(file).size();
                if (lines > LONGEST_FILE && !UNROLLED.contains(file.getFileName().toString())) {
                    offenders.add(Sources.root().relativize(file) + ": " + lines + " lines");
                }
            }
        }
        assertThat(offenders).isEmpty();
    }

    @Test
    void methodsAreShort() {
        assertThat(find((unit, path) -> {
            if (!(path.getLeaf() instanceof MethodTree method) || method.getBody() == null) {
                return null;
            }
            var positions = MAIN.trees().getSourcePositions();
            long first = MAIN.line(unit, positions.getStartPosition(unit, method.getBody()));
            long last = MAIN.line(unit, positions.getEndPosition(unit, method.getBody()));
            long lines = last - first + 1;
            return lines > LONGEST_METHOD && UNROLLED.stream().noneMatch(Sources.name(unit)::endsWith) ? method.getName() + ": " + lines + " lines" : null;
        })).isEmpty();
    }

    @Test
    void publicTypesAreDocumented() {
        assertThat(find((unit, path) -> path.getLeaf() instanceof ClassTree type
                                && type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                                && path.getParentPath().getLeaf() instanceof CompilationUnitTree
                                && MAIN.trees().getDocComment(path) == null
                        ? type.getSimpleName() + " has no documentation comment"
                        : null))
                .isEmpty();
    }

    /// A new kind must not compile until each switch knows it. Sources are not resolved here, so a switch over a sealed
    /// type is told by a case that names one of its kinds.
    @Test
    void switchesOverSealedTypesHaveNoDefault() {
        assertThat(find((unit, path) -> {
            List<? extends CaseTree> cases = switch (path.getLeaf()) {
                case SwitchTree tree -> tree.getCases();
                case SwitchExpressionTree tree -> tree.getCases();
                case Tree _ -> List.of();
            };
            var labels = cases.stream().flatMap(each -> each.getLabels().stream()).toList();
            boolean kinds = labels.stream().anyMatch(label -> label instanceof PatternCaseLabelTree pattern
                    && SEALED.stream().anyMatch(kind -> pattern.getPattern().toString().matches("(\\w+\\.)?" + kind + "\\b.*")));
            return kinds && labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance)
                    ? "a switch over the kinds of a type has a default"
                    : null;
        })).isEmpty();
        assertThat(SEALED).contains("MatMul", "ClassTask");
    }

    /// A name says one thing.
    @Test
    void simpleNamesAreUnique() throws IOException {
        var seen = new HashSet<String>();
        var twice = new TreeSet<String>();
        for (var file : Sources.files("main")) {
            String name = file.getFileName().toString();
            if (!name.matches("(module|package)-info.java") && !file.toString().contains("/bench/") && !seen.add(name)) {
                twice.add(name.replace(".java", ""));
            }
        }
        assertThat(twice).isEmpty();
    }

    @Test
    void nothingCatchesThrowable() {
        assertThat(find((unit, path) -> path.getLeaf() instanceof CatchTree tree
                                && tree.getParameter().getType().toString().matches("(java\\.lang\\.)?Throwable")
                        ? "catches Throwable"
                        : null))
                .isEmpty();
    }

    @Test
    void onlyTheCommandLineAndTheExamplesPrint() {
        assertThat(find((unit, path) -> path.getLeaf() instanceof MemberSelectTree select
                                && select.toString().matches("(java\\.lang\\.)?System\\.(out|err)")
                        ? "uses " + select
                        : null))
                .allMatch(offence -> offence.matches("(cli|examples|bench)/.*"));
    }

    @Test
    void theIncubatorModuleStaysInOnePlace() {
        assertThat(find((unit, path) -> path.getLeaf() instanceof ImportTree tree
                                && tree.getQualifiedIdentifier().toString().startsWith("jdk.incubator")
                        ? "imports " + tree.getQualifiedIdentifier()
                        : null))
                .allMatch(offence -> offence.matches("(kernels-vector|bench)/.*"));
    }

    @Test
    void theRulesSeeTheSources() {
        assertThat(MAIN.units().size()).isGreaterThan(20);
        assertThat(find((unit, path) -> path.getLeaf() instanceof MemberSelectTree select
                        && select.toString().equals("System.out") ? "uses it" : null))
                .anyMatch(use -> use.startsWith("cli/src/main/java/org/madaline/cli/Terminal.java"));
    }

    /// Walks all trees; each offence that `rule` names is returned with its file and line.
    private static List<String> find(BiFunction<CompilationUnitTree, TreePath, String> rule) {
        var offences = new ArrayList<String>();
        for (CompilationUnitTree unit : MAIN.units()) {
            Function<TreePath, String> here = path -> {
                long start = MAIN.trees().getSourcePositions().getStartPosition(unit, path.getLeaf());
                return Sources.name(unit) + ":" + MAIN.line(unit, start) + " ";
            };
            new TreePathScanner<Void, Void>() {
                @Override
                public Void scan(com.sun.source.tree.Tree tree, Void nothing) {
                    if (tree != null) {
                        var parent = getCurrentPath();
                        var path = parent == null ? new TreePath(unit) : new TreePath(parent, tree);
                        String offence = rule.apply(unit, path);
                        if (offence != null) {
                            offences.add(here.apply(path) + offence);
                        }
                    }
                    return super.scan(tree, nothing);
                }
            }.scan(new TreePath(unit), null);
        }
        return offences;
    }
}
