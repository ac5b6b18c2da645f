package org.madaline.formats.image;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The pictures below a folder. Links are followed, and where they go round they are left. Passed over in silence is what
/// programs put there for themselves: whatever begins with a dot, as `.ipynb_checkpoints`, and folders such as `__MACOSX`.
///
/// @param pictures those that have the ending of a format that is read, in alphabetical order
/// @param leftOut pictures of formats that are not read, and links that go round, in alphabetical order
public record PictureListing(List<Path> pictures, List<ImageFolder.Fault> leftOut) {
    /// What archivers, file servers and systems leave in folders: copies and previews, no pictures of the user's.
    private static final Set<String> FOREIGN = Set.of(
            "__macosx", "__pycache__", "@eadir", "$recycle.bin", "system volume information", "lost+found", "#recycle",
            "thumbs.db", "ehthumbs.db", "desktop.ini");

    /// Both lists are copied.
    public PictureListing {
        pictures = List.copyOf(pictures);
        leftOut = List.copyOf(leftOut);
    }

    /// {@return the pictures below a folder and below the folders in it}
    ///
    /// @param folder where the search begins; its own name may begin with a dot
    /// @throws IOException if a folder cannot be read
    public static PictureListing of(Path folder) throws IOException {
        List<Path> pictures = new ArrayList<>();
        List<ImageFolder.Fault> leftOut = new ArrayList<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return !path.equals(folder) && isForeign(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (!isForeign(path) && PictureKinds.READ.contains(ending(path))) {
                    pictures.add(path);
                } else if (!isForeign(path) && PictureKinds.UNREAD.contains(ending(path))) {
                    leftOut.add(new ImageFolder.Fault(path, "is a picture of a format that is not read, "
                            + ending(path).toUpperCase(Locale.ROOT) + "; convert it to PNG or JPEG"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (e instanceof FileSystemLoopException) {
                    leftOut.add(new ImageFolder.Fault(path, "is a link to a folder that it lies in"));
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        // Compared as texts with one kind of separator, so that the order is the same on all systems.
        Comparator<Path> order = Comparator.comparing(path -> folder.relativize(path).toString().replace('\\', '/'));
        pictures.sort(order);
        leftOut.sort(Comparator.comparing(ImageFolder.Fault::file, order));
        return new PictureListing(pictures, leftOut);
    }

    /// Whether a file or folder belongs to a program, not to the user.
    static boolean isForeign(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || FOREIGN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
