package org.madaline.cli;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/// All Java sources of the project, parsed, for the tests of the house rules.
record Sources(List<CompilationUnitTree> units, DocTrees trees) {

    /// The root of the checkout: the folder with the script `madaline`.
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("madaline"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /// The sources below `src/<part>` of each module.
    static List<Path> files(String part) {
        var files = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(root(), p -> Files.exists(p.resolve("pom.xml")))) {
            for (Path module : modules) {
                Path sources = module.resolve("src").resolve(part).resolve("java");
                if (Files.isDirectory(sources)) {
                    try (var walk = Files.walk(sources)) {
                        walk.filter(p -> p.toString().endsWith(".java")).forEach(files::add);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static Sources parse(String part) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, null, null);
        var task = (JavacTask)
                compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files(part)));
        var units = new ArrayList<CompilationUnitTree>();
        try {
            task.parse().forEach(units::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sources(units, DocTrees.instance(task));
    }

    /// The path of a source below the root.
    static String name(CompilationUnitTree unit) {
        return root().relativize(Path.of(unit.getSourceFile().toUri())).toString();
    }

    long line(CompilationUnitTree unit, long position) {
        return unit.getLineMap().getLineNumber(position);
    }
}
