package org.madaline.formats.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.madaline.data.Dataset;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;

/// Pictures in folders, one for each class: `root/class/**.png|jpg|jpeg|gif|bmp|tif`. The classes are the folders' names in
/// alphabetical order; the format is told from a file's content, not from its name.
///
/// The values are those of the fitted pictures, from 0 to 1 and rounded to bytes, so that they can be augmented before
/// [ImagePreprocessing#normalized(Dataset)]. Pictures are decoded by the threads that read; as many as fit are kept in
/// memory as bytes, in the order in which they are first read: an epoch reads each picture once, so throwing some out for
/// others would gain nothing.
///
/// ```java
/// ImageFolder photos = ImageFolder.scan(Path.of("photos"), preprocessing, ImageFolder.Broken.SKIP);
/// Split split = Splits.stratified(photos, 0.2, 0);
/// ```
public final class ImageFolder implements Dataset {
    /// What is kept in memory unless another bound is given: 512 MiB, or a quarter of the heap where that is less.
    public static final long DEFAULT_CACHE = Math.min(1L << 29, Runtime.getRuntime().maxMemory() / 4);

    private static final String SAME = "shows the same as ";

    /// What is done with pictures that cannot be read, or that are in two classes.
    public enum Broken {
        /// They are left out and listed in [ImageFolder#faults]. One that breaks or vanishes after the scan is listed,
        /// too, and replaced by the next one of its class.
        SKIP,
        /// The scan fails and names the first; after it reading fails.
        FAIL
    }

    /// A picture that cannot be read, or that is in two classes.
    ///
    /// @param file   the picture
    /// @param reason why it is left out, as "shows the same as cats/1.png"
    public record Fault(Path file, String reason) {}

    /// A picture of one part of the data that shows the same as one of another part.
    ///
    /// @param name of the picture, seen from the root of its folder
    /// @param other name of the other one
    public record Repeat(String name, String other) {}

    private record Example(Path file, int label) {}

    private final Path root;
    private final ImagePreprocessing preprocessing;
    private final List<String> classNames;
    private final Broken broken;
    private final List<Fault> faults = Collections.synchronizedList(new ArrayList<>());
    /// The examples that could not be read after the scan.
    private final Set<Integer> lost = ConcurrentHashMap.newKeySet();
    private final AtomicLong room;
    private List<Example> examples;
    /// What each example shows, as a digest of its fitted bytes.
    private List<ByteBuffer> shown = List.of();
    private AtomicReferenceArray<byte[]> cache;

    /// Finds all pictures and decodes each of them once, with all processors, to see whether it can be read.
    ///
    /// @param root          the folder that holds one folder for each class
    /// @param preprocessing what makes a network's input of a picture
    /// @param broken        what becomes of pictures that cannot be used
    /// @return the pictures that can be used, with labels in the order of the classes
    /// @throws FormatException if there are no two classes, a class has no pictures, or, where that is asked for, one is broken
    public static ImageFolder scan(Path root, ImagePreprocessing preprocessing, Broken broken) throws IOException {
        return scan(root, preprocessing, broken, DEFAULT_CACHE);
    }

    /// {@return the same for a model that is judged, for which pictures of a single class will do; broken ones are left out}
    ///
    /// @param root          the folder that holds one folder for each class
    /// @param preprocessing the model's
    /// @throws FormatException if there is no class, or one has no pictures
    public static ImageFolder scanToJudge(Path root, ImagePreprocessing preprocessing) throws IOException {
        return scan(root, preprocessing, Broken.SKIP, DEFAULT_CACHE, 1);
    }

    /// {@return the same with another bound of the memory for decoded pictures}
    ///
    /// @param root          the folder that holds one folder for each class
    /// @param preprocessing what makes a network's input of a picture
    /// @param broken        what becomes of pictures that cannot be used
    /// @param cacheBytes    0: nothing is kept, each picture is decoded in each epoch
    /// @throws FormatException if there are no two classes, a class has no pictures, or, where that is asked for, one is broken
    public static ImageFolder scan(Path root, ImagePreprocessing preprocessing, Broken broken, long cacheBytes)
            throws IOException {
        return scan(root, preprocessing, broken, cacheBytes, 2);
    }

    private static ImageFolder scan(Path root, ImagePreprocessing preprocessing, Broken broken, long cacheBytes, int fewestClasses)
            throws IOException {
        ImageFolder folder = new ImageFolder(root, preprocessing, broken, cacheBytes, fewestClasses);
        folder.decodeAll();
        if (broken == Broken.FAIL && !folder.faults.isEmpty()) {
            Fault first = folder.faults.getFirst();
            int more = folder.faults.size() - 1;
            throw new FormatException(first.file(), first.reason() + (more == 0 ? "" : " (and " + more + " more pictures cannot be used)"));
        }
        folder.requireAllClasses();
        return folder;
    }

    private ImageFolder(Path root, ImagePreprocessing preprocessing, Broken broken, long cacheBytes, int fewestClasses)
            throws IOException {
        this.root = root;
        this.preprocessing = preprocessing;
        this.broken = broken;
        this.room = new AtomicLong(cacheBytes);
        this.classNames = classes(root, fewestClasses);
        examples = new ArrayList<>();
        for (int label = 0; label < classNames.size(); label++) {
            PictureListing listing = PictureListing.of(root.resolve(classNames.get(label)));
            for (Path file : listing.pictures()) {
                examples.add(new Example(file, label));
            }
            faults.addAll(listing.leftOut());
        }
        cache = new AtomicReferenceArray<>(examples.size());
    }

    private static List<String> classes(Path root, int fewest) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new FormatException(root, "is no folder");
        }
        List<String> names;
        try (Stream<Path> children = Files.list(root)) {
            names = children.filter(path -> Files.isDirectory(path) && !PictureListing.isForeign(path))
                    .map(path -> path.getFileName().toString()).sorted().toList();
        }
        if (names.size() < fewest) {
            throw new FormatException(root, (names.isEmpty() ? "holds no folders" : "holds one folder only, " + names.getFirst())
                    + "; pictures belong into one folder for each class, such as " + root.resolve("cat") + " and " + root.resolve("dog"));
        }
        return names;
    }

    /// {@return the files below a folder that have the ending of a picture, in alphabetical order; see [PictureListing] for what
    /// is left out}
    ///
    /// @param folder searched with all folders below it
    /// @throws IOException if a folder cannot be read
    public static List<Path> pictures(Path folder) throws IOException {
        return PictureListing.of(folder).pictures();
    }

    private void decodeAll() {
        String[] found = new String[examples.size()];
        ByteBuffer[] digests = new ByteBuffer[examples.size()];
        IntStream.range(0, found.length).parallel().forEach(i -> {
            try {
                byte[] bytes = decode(i);
                digests[i] = digest(bytes);
                keep(i, bytes);
            } catch (IOException e) {
                found[i] = reason(e);
            }
        });
        findContradictions(found, digests);
        List<Example> sound = new ArrayList<>();
        List<byte[]> kept = new ArrayList<>();
        List<ByteBuffer> contents = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null) {
                sound.add(examples.get(i));
                kept.add(cache.get(i));
                contents.add(digests[i]);
            } else {
                faults.add(new Fault(examples.get(i).file(), found[i]));
            }
        }
        examples = List.copyOf(sound);
        shown = List.copyOf(contents);
        cache = new AtomicReferenceArray<>(kept.toArray(byte[][]::new));
    }

    /// {@return a SHA-256 of the classes and of what the pictures show, in their order} Another folder has another one.
    public byte[] digest() {
        var all = new java.io.ByteArrayOutputStream();
        all.writeBytes(String.join("\n", classNames).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (int i = 0; i < examples.size(); i++) {
            all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(examples.get(i).label()).array());
            all.writeBytes(shown.get(i).array());
        }
        return digest(all.toByteArray()).array();
    }

    private static ByteBuffer digest(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// One picture in the folders of two classes: nobody knows which is right, so neither is used.
    private void findContradictions(String[] found, ByteBuffer[] digests) {
        Map<ByteBuffer, Integer> first = new HashMap<>();
        for (int i = 0; i < found.length; i++) {
            Integer other = digests[i] == null ? null : first.putIfAbsent(digests[i], i);
            if (other != null && examples.get(other).label() != examples.get(i).label()) {
                found[i] = SAME + root.relativize(examples.get(other).file()) + ", which is of another class";
                found[other] = SAME + root.relativize(examples.get(i).file()) + ", which is of another class";
            }
        }
    }

    private void requireAllClasses() throws FormatException {
        int[] counts = classCounts();
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] == 0) {
                Path folder = root.resolve(classNames.get(label));
                long broken = faults.stream().filter(fault -> fault.file().startsWith(folder)).count();
                throw new FormatException(folder, broken == 0
                        ? "is a class without pictures; remove the folder or fill it"
                        : "has no picture that can be used; all " + broken + " are broken or in another class, too");
            }
        }
    }

    private static String reason(IOException e) {
        return e instanceof FormatException format
                ? format.reason()
                : Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    private byte[] decode(int index) throws IOException {
        Path file = examples.get(index).file();
        float[] values;
        try {
            values = Images.read(file, preprocessing::fit).toArray();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new FormatException(file.toString(), "cannot be brought to the network's size: " + e.getMessage(), e);
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(Math.clamp(values[i], 0f, 1f) * 255);
        }
        return bytes;
    }

    private void keep(int index, byte[] bytes) {
        if (room.addAndGet(-bytes.length) >= 0) {
            cache.set(index, bytes);
        } else {
            room.addAndGet(bytes.length);
        }
    }

    /// The bytes of an example or, where it can no longer be read, of the next one of its class: classes that were read
    /// before stay right.
    private byte[] bytes(int index) {
        int label = examples.get(index).label();
        for (int k = 0; k < examples.size(); k++) {
            int i = (index + k) % examples.size();
            byte[] kept = cache.get(i);
            if (kept != null && examples.get(i).label() == label) {
                return kept;
            }
            if (examples.get(i).label() == label && !lost.contains(i)) {
                try {
                    return decode(i);
                } catch (IOException e) {
                    lose(i, e);
                }
            }
        }
        throw new UncheckedIOException(new FormatException(
                root.resolve(classNames.get(label)), "had pictures, but none of them can be read any more"));
    }

    private void lose(int index, IOException e) {
        if (broken == Broken.FAIL) {
            throw new UncheckedIOException(e);
        }
        if (lost.add(index)) {
            faults.add(new Fault(examples.get(index).file(), "can no longer be read: " + reason(e)));
        }
    }

    /// {@return the pictures that cannot be read or are in two classes; they are left out}
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /// {@return the examples of a test part that show the same as one of the training part: what a model is judged by it has then
    /// seen, and its accuracy says too much}
    ///
    /// @param train a part of this folder
    /// @param test a part of this folder
    public List<Repeat> repeats(Dataset train, Dataset test) {
        Map<String, ByteBuffer> contents = new HashMap<>();
        for (int i = 0; i < size(); i++) {
            contents.put(name(i), shown.get(i));
        }
        Map<ByteBuffer, String> seen = new HashMap<>();
        for (int i = 0; i < train.size(); i++) {
            seen.putIfAbsent(contents.get(train.name(i)), train.name(i));
        }
        return IntStream.range(0, test.size())
                .mapToObj(test::name)
                .filter(name -> seen.containsKey(contents.get(name)))
                .map(name -> new Repeat(name, seen.get(contents.get(name))))
                .toList();
    }

    /// {@return the file of an example}
    ///
    /// @param index of an example, from 0
    public Path file(int index) {
        return examples.get(index).file();
    }

    /// Its file, seen from the root.
    @Override
    public String name(int index) {
        return root.relativize(file(index)).toString();
    }

    /// {@return how many pictures are kept in memory}
    public int cached() {
        return (int) IntStream.range(0, cache.length()).filter(i -> cache.get(i) != null).count();
    }

    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public Shape inputShape() {
        return preprocessing.shape();
    }

    @Override
    public Shape targetShape() {
        return Shape.SCALAR;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int[] labels() {
        return examples.stream().mapToInt(Example::label).toArray();
    }

    @Override
    public int[] classCounts() {
        int[] counts = new int[classNames.size()];
        Arrays.stream(labels()).forEach(label -> counts[label]++);
        return counts;
    }

    /// Where not all pictures are kept in memory.
    @Override
    public boolean slow() {
        return cached() < size();
    }

    /// @throws UncheckedIOException if the file has gone or changed since the scan, and that must not be
    @Override
    public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
        Example example = examples.get(index);
        byte[] bytes = bytes(index);
        for (int i = 0; i < bytes.length; i++) {
            x[xOffset + i] = (bytes[i] & 0xFF) * (1f / 255);
        }
        y[yOffset] = example.label();
    }
}
