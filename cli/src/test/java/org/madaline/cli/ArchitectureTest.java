package org.madaline.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What depends on what, read from the compiled classes.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.madaline");

    @Test
    void packagesHaveNoCycles() {
        assertThat(CLASSES.size()).isGreaterThan(20);
        slices().matching("org.madaline.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void kernelsDependOnNothing() {
        noClasses()
                .that()
                .resideInAPackage("org.madaline.kernels..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.madaline..")
                        .and(not(resideInAPackage("org.madaline.kernels.."))))
                .check(CLASSES);
    }

    @Test
    void theVectorKernelsAreReachedAsAServiceOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.madaline.kernels.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.madaline.kernels.vector..", "jdk.incubator..")
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsNeitherFilesNorModelsNorTools() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.madaline.tensor..",
                        "org.madaline.graph..",
                        "org.madaline.autodiff..",
                        "org.madaline.interpret..",
                        "org.madaline.plan..",
                        "org.madaline.layer..",
                        "org.madaline.loss..",
                        "org.madaline.optimizer..",
                        "org.madaline.train..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.madaline.formats..",
                        "org.madaline.basis..",
                        "org.madaline.linear..",
                        "org.madaline.analysis..",
                        "org.madaline.vision..",
                        "org.madaline.explain..",
                        "org.madaline.datasets..",
                        "org.madaline.plots..",
                        "org.madaline.book..",
                        "org.madaline.cli..",
                        "tools.jackson..",
                        "java.awt..",
                        "javax.imageio..")
                .check(CLASSES);
    }

    /// Each package of the engine depends on none that comes after it.
    @Test
    void theEngineIsBuiltInOneOrder() {
        var order = List.of(List.of("kernels"), List.of("tensor"), List.of("init"), List.of("graph"),
                List.of("autodiff", "interpret", "plan"), List.of("layer", "loss", "optimizer", "schedule"),
                List.of("train"));
        for (int level = 0; level < order.size(); level++) {
            String[] later = order.subList(level + 1, order.size()).stream().flatMap(List::stream)
                    .map(name -> "org.madaline." + name + "..").toArray(String[]::new);
            for (String name : order.get(level)) {
                assertThat(CLASSES.stream()).as(name).anyMatch(resideInAPackage("org.madaline." + name + ".."));
                if (later.length > 0) {
                    noClasses().that().resideInAPackage("org.madaline." + name + "..").should().dependOnClassesThat()
                            .resideInAnyPackage(later).check(CLASSES);
                }
            }
        }
    }

    @Test
    void filesKnowNothingOfWhatIsBuiltOnThem() {
        knowNothingOf(List.of("formats"), "basis", "linear", "analysis", "vision", "explain", "datasets", "plots", "book", "cli");
    }

    @Test
    void pipelinesKnowNothingOfWhatIsBuiltOnThem() {
        knowNothingOf(List.of("features", "table", "pipeline"), "linear", "analysis", "vision", "explain", "datasets", "runs", "plots",
                "book", "cli");
    }

    @Test
    void runsPrintNothingAndKnowNoCommand() {
        knowNothingOf(List.of("runs"), "plots", "book", "cli");
        assertThat(CLASSES.stream()).anyMatch(resideInAPackage("org.madaline.runs.."));
    }

    @Test
    void basesKnowNothingOfWhatIsBuiltOnThem() {
        knowNothingOf(List.of("basis"), "linear", "analysis", "vision", "explain", "datasets", "plots", "book", "cli");
    }

    @Test
    void linearModelsVisionAndDataSetsKnowNothingOfOneAnother() {
        knowNothingOf(List.of("linear", "analysis"), "vision", "explain", "datasets", "plots", "book", "cli");
        knowNothingOf(List.of("vision", "explain"), "linear", "analysis", "datasets", "plots", "book", "cli");
        knowNothingOf(List.of("datasets"), "linear", "analysis", "vision", "explain", "plots", "book", "cli");
    }

    private static void knowNothingOf(List<String> packages, String... others) {
        noClasses()
                .that()
                .resideInAnyPackage(names(packages))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(names(List.of(others)))
                .check(CLASSES);
    }

    private static String[] names(List<String> packages) {
        return packages.stream().map(name -> "org.madaline." + name + "..").toArray(String[]::new);
    }

    @Test
    void onlyTheDataSetsStartProcessesAndOpenConnections() {
        onlyIn("org.madaline.datasets..")
                .should()
                .dependOnClassesThat(resideInAPackage("java.net.http..").or(type(ProcessBuilder.class)))
                .check(CLASSES);
    }

    @Test
    void onlyLinearModelsKnowHipparchus() {
        onlyIn("org.madaline.linear..", "org.madaline.analysis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hipparchus..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        onlyIn("org.madaline.cli..").should().dependOnClassesThat().resideInAPackage("picocli..").check(CLASSES);
    }

    /// To be followed by what no class elsewhere should do.
    private static GivenClassesConjunction onlyIn(String... packages) {
        return noClasses().that().resideOutsideOfPackages(packages);
    }
}
