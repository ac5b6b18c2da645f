package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/// What users of the library can name is written down in `docs/api.txt`, type by type: a type that comes or goes does so
/// knowingly. With `-Dmadaline.api=write` the test writes the file anew.
class ApiTest {
    private static final Path FILE = Sources.root().resolve("docs/api.txt");
    /// What the library's artifact brings; programs beside it are not a user's to build on.
    private static final Set<String> MODULES =
            Set.of("kernels", "core", "formats", "pipeline", "linear", "vision", "datasets");
    private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");

    private static Set<String> exported() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (String module : MODULES) {
            Matcher export = EXPORT.matcher(Files.readString(Sources.root().resolve(module + "/src/main/java/module-info.java")));
            while (export.find()) {
                packages.add(export.group(1));
            }
        }
        return packages;
    }

    private static Stream<String> types(CompilationUnitTree unit, Set<String> packages) {
        String name = String.valueOf(unit.getPackageName());
        return packages.contains(name)
                ? unit.getTypeDecls().stream().filter(ApiTest::isPublic).map(type -> name + "." + ((ClassTree) type).getSimpleName())
                : Stream.of();
    }

    private static boolean isPublic(Tree type) {
        return type instanceof ClassTree declared && declared.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    @Test
    void whatUsersCanNameIsWrittenDown() throws IOException {
        Set<String> packages = exported();
        Set<String> types = new TreeSet<>();
        Sources.parse("main").units().forEach(unit -> types(unit, packages).forEach(types::add));
        String page = types.size() + " public types of " + packages.size() + " packages\n\n" + String.join("\n", types) + "\n";
        if ("write".equals(System.getProperty("madaline.api"))) {
            Files.writeString(FILE, page);
        }
        assertThat(page).isEqualTo(Files.readString(FILE));
    }
}
