import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Brings the classes of a jar that was compiled for Java 5 into the format of Java 8, with the stack maps that it asks
/// for: the JVM's start-up cache takes no older ones, and verifying them anew at each start takes a tenth of a second.
///
/// `java --class-path JAR ModernClasses.java JAR` replaces the jar; on the class path it tells what extends what.
class ModernClasses {
    private static final int JAVA_6 = 50;
    private static final int JAVA_8 = 52;

    private static final ClassFile FORMAT = ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ConstantPoolSharingOption.NEW_POOL);

    /// Everything is passed on but the version; method bodies instruction by instruction, so that stack maps are made.
    private static final ClassTransform MODERN = ((ClassTransform) (builder, element) -> {
                if (element instanceof ClassFileVersion) {
                    builder.withVersion(JAVA_8, 0);
                } else {
                    builder.with(element);
                }
            })
            .andThen(ClassTransform.transformingMethodBodies((builder, instruction) -> builder.with(instruction)));

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Path modern = jar.resolveSibling(jar.getFileName() + ".tmp");
        try (var in = new JarFile(jar.toFile())) {
            write(in, Files.newOutputStream(modern));
        }
        Files.move(modern, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(JarFile in, OutputStream file) throws IOException {
        try (var out = new JarOutputStream(file)) {
            for (JarEntry entry : in.stream().toList()) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                out.putNextEntry(new JarEntry(entry.getName()));
                out.write(entry.getName().endsWith(".class") ? modern(content) : content);
                out.closeEntry();
            }
        }
    }

    private static byte[] modern(byte[] content) {
        var old = FORMAT.parse(content);
        return old.majorVersion() < JAVA_6 ? FORMAT.transformClass(old, MODERN) : content;
    }
}
