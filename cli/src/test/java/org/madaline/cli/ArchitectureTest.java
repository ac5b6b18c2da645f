package org.madaline.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
                        "org.madaline.plan..",
                        "org.madaline.layer..",
                        "org.madaline.loss..",
                        "org.madaline.optimizer..",
                        "org.madaline.train..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.madaline.formats..",
                        "org.madaline.models..",
                        "org.madaline.plots..",
                        "org.madaline.book..",
                        "org.madaline.cli..",
                        "tools.jackson..",
                        "java.awt..",
                        "javax.imageio..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.madaline.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }
}
