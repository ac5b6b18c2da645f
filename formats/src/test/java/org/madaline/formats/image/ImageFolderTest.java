package org.madaline.formats.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.formats.FormatException;
import org.madaline.formats.image.ImageFolder.Broken;
import org.madaline.formats.image.ImagePreprocessing.ResizeAndCrop;
import org.madaline.tensor.Shape;

class ImageFolderTest {
    private static final ResizeAndCrop SMALL =
            new ResizeAndCrop(4, 4, 4, List.of(0.5, 0.4, 0.3), List.of(0.2, 0.25, 0.5));

    @TempDir
    Path root;

    private static Image picture(int seed, int height, int width) {
        float[] data = new float[3 * height * width];
        for (int i = 0; i < data.length; i++) {
            data[i] = (seed * 31 + i * 17) % 256 * (1f / 255);
        }
        return new Image(3, height, width, data);
    }

    @BeforeEach
    void write() throws IOException {
        for (String name : List.of("dog", "cat")) {
            Path deeper = Files.createDirectories(root.resolve(name + "/deeper"));
            for (int i = 0; i < 5; i++) {
                Images.writePng((i < 4 ? deeper.getParent() : deeper).resolve(i + ".png"), picture(100 * name.charAt(0) + i, 4, 4));
            }
        }
        Files.writeString(root.resolve("cat/notes.txt"), "not a picture");
        Files.writeString(root.resolve("cat/.hidden.png"), "");
        Files.createDirectories(root.resolve(".git"));
    }

    private static float[] read(Dataset data, int index) {
        float[] all = new float[data.inputShape().size() + 1];
        data.read(index, all, 0, all, all.length - 1);
        return all;
    }

    @Test
    void classesAreFoldersAndValuesThoseOfThePictures() throws IOException {
        ImageFolder folder = ImageFolder.scan(root, SMALL, Broken.FAIL);
        assertThat(folder.classNames()).containsExactly("cat", "dog");
        assertThat(folder.classCounts()).containsExactly(5, 5);
        assertThat(folder.inputShape()).isEqualTo(Shape.of(3, 4, 4));
        assertThat(folder.faults()).isEmpty();
        assertThat(folder.file(4)).isEqualTo(root.resolve("cat/deeper/4.png"));
        assertThat(Arrays.copyOf(read(folder, 6), 48)).containsExactly(picture(100 * 'd' + 1, 4, 4).toArray());
        assertThat(read(folder, 6)[48]).isEqualTo(1);
        Dataset normalized = SMALL.normalized(folder);
        assertThat(Arrays.copyOf(read(normalized, 6), 48)).containsExactly(SMALL.apply(picture(100 * 'd' + 1, 4, 4)));
        Split split = Splits.stratified(normalized, 0.4, 1);
        assertThat(split.test().classCounts()).containsExactly(2, 2);
    }

    @Test
    void brokenPicturesAreLeftOutAndListedOrRefused() throws IOException {
        byte[] whole = Files.readAllBytes(root.resolve("cat/0.png"));
        Files.write(root.resolve("cat/a-cut.png"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(root.resolve("cat/b-empty.jpg"), new byte[0]);
        Files.writeString(root.resolve("dog/c-text.png"), "no picture");
        Images.writePng(root.resolve("d.png"), picture(77, 4, 4));
        Files.move(root.resolve("d.png"), root.resolve("dog/d-named-wrongly.jpg"));
        Files.write(root.resolve("dog/e.webp"), whole);
        ImageFolder folder = ImageFolder.scan(root, SMALL, Broken.SKIP);
        assertThat(folder.size()).isEqualTo(11);
        assertThat(folder.classCounts()).containsExactly(5, 6);
        assertThat(folder.faults()).extracting(fault -> fault.file().getFileName().toString())
                .containsExactlyInAnyOrder("a-cut.png", "b-empty.jpg", "c-text.png", "e.webp");
        assertThat(folder.faults()).allSatisfy(fault -> assertThat(fault.reason()).isNotBlank().doesNotContain(root.toString()));
        assertThatThrownBy(() -> ImageFolder.scan(root, SMALL, Broken.FAIL)).isInstanceOf(FormatException.class)
                .hasMessageContaining("3 more pictures");
    }

    @Test
    void onePictureInTwoClassesIsInNone() throws IOException {
        Files.copy(root.resolve("cat/1.png"), root.resolve("dog/copy.png"));
        Files.copy(root.resolve("cat/2.png"), root.resolve("cat/again.png"));
        ImageFolder folder = ImageFolder.scan(root, SMALL, Broken.SKIP);
        assertThat(folder.classCounts()).containsExactly(5, 5);
        assertThat(folder.faults()).extracting(fault -> fault.file().getFileName().toString()).containsExactly("1.png", "copy.png");
        assertThat(folder.faults().getFirst().reason()).contains("dog").contains("copy.png").contains("another class");
    }

    @Test
    void whatProgramsLeaveInFoldersIsNoPictureOfTheUsers() throws IOException {
        byte[] picture = Files.readAllBytes(root.resolve("cat/0.png"));
        for (String place : List.of("cat/.ipynb_checkpoints/0-checkpoint.png", "dog/deeper/.thumbs/x.png", "cat/__MACOSX/._0.png",
                "__MACOSX/cat/0.png", "dog/@eaDir/0.png", "cat/Thumbs.db", "cat/._1.png")) {
            Files.createDirectories(root.resolve(place).getParent());
            Files.write(root.resolve(place), picture);
        }
        ImageFolder folder = ImageFolder.scan(root, SMALL, Broken.FAIL);
        assertThat(folder.classNames()).containsExactly("cat", "dog");
        assertThat(folder.classCounts()).containsExactly(5, 5);
        assertThat(ImageFolder.pictures(root)).hasSize(10);
        // The folder itself may lie where it likes.
        Path hidden = Files.createDirectories(root.resolve(".cache"));
        Files.move(root.resolve("cat"), hidden.resolve("cat"));
        Files.move(root.resolve("dog"), hidden.resolve("dog"));
        assertThat(ImageFolder.scan(hidden, SMALL, Broken.FAIL).size()).isEqualTo(10);
    }

    @Test
    void picturesThatAreNotReadAreNamed() throws IOException {
        for (String name : List.of("a.webp", "b.HEIC", "c.avif", "d.cr2", "notes.md")) {
            Files.writeString(root.resolve("dog").resolve(name), "x");
        }
        PictureListing listing = PictureListing.of(root);
        assertThat(listing.pictures()).hasSize(10);
        assertThat(listing.leftOut()).extracting(fault -> fault.file().getFileName().toString())
                .containsExactly("a.webp", "b.HEIC", "c.avif", "d.cr2");
        assertThat(ImageFolder.scan(root, SMALL, Broken.SKIP).faults()).hasSize(4);
    }

    @Test
    void linksToFoldersAreFollowedUnlessTheyGoRound() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve(".elsewhere"));
        Files.move(root.resolve("cat"), elsewhere.resolve("cat"));
        Files.createSymbolicLink(root.resolve("cat"), elsewhere.resolve("cat"));
        Files.createSymbolicLink(root.resolve("dog/round"), root.resolve("dog"));
        ImageFolder folder = ImageFolder.scan(root, SMALL, Broken.SKIP);
        assertThat(folder.classCounts()).containsExactly(5, 5);
        assertThat(folder.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo(root.resolve("dog/round"));
            assertThat(fault.reason()).contains("link");
        });
    }

    @Test
    void blankAndThinPicturesAreLeftOutByName() throws IOException {
        Images.writePng(root.resolve("cat/blank.png"), new Image(1, 40, 40, new float[1600]));
        ImageFolder folder = ImageFolder.scan(root, ImagePreprocessing.CenteredInk.MNIST, Broken.SKIP);
        assertThat(folder.faults()).anySatisfy(fault -> {
            assertThat(fault.file()).isEqualTo(root.resolve("cat/blank.png"));
            assertThat(fault.reason()).contains("blank");
        });
        Images.writePng(root.resolve("cat/line.png"), new Image(1, 1, 8000, new float[8000]));
        folder = ImageFolder.scan(root, ResizeAndCrop.IMAGENET, Broken.SKIP);
        assertThat(folder.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo(root.resolve("cat/line.png"));
            assertThat(fault.reason()).contains("too long and thin");
        });
    }

    @Test
    void picturesOfTheTestPartThatAreAlsoTrainedOnAreFound() throws IOException {
        Files.copy(root.resolve("cat/2.png"), root.resolve("cat/again.png"));
        ImageFolder folder = ImageFolder.scan(root, SMALL, Broken.FAIL);
        Dataset all = SMALL.normalized(folder);
        int copy = IntStream.range(0, all.size()).filter(i -> all.name(i).endsWith("again.png")).findFirst().orElseThrow();
        Dataset others = all.subset(IntStream.range(0, all.size()).filter(i -> i != copy).toArray());
        assertThat(folder.repeats(others, all.subset(copy))).containsExactly(
                new ImageFolder.Repeat(all.name(copy), root.relativize(root.resolve("cat/2.png")).toString()));
        assertThat(folder.repeats(all.subset(0, 1), all.subset(5, 6))).isEmpty();
    }

    @Test
    void boundedMemoryGivesTheSameValues() throws IOException {
        ImageFolder all = ImageFolder.scan(root, SMALL, Broken.SKIP);
        ImageFolder some = ImageFolder.scan(root, SMALL, Broken.SKIP, 3 * 48 + 47);
        ImageFolder none = ImageFolder.scan(root, SMALL, Broken.SKIP, 0);
        assertThat(all.cached()).isEqualTo(10);
        assertThat(some.cached()).isEqualTo(3);
        assertThat(none.cached()).isZero();
        IntStream.range(0, 200).parallel().forEach(i -> {
            assertThat(read(some, i % 10)).containsExactly(read(all, i % 10));
            assertThat(read(none, i % 10)).containsExactly(read(all, i % 10));
        });
        assertThat(all.slow()).isFalse();
        assertThat(some.slow()).isTrue();
    }

    @Test
    void aPictureThatVanishesIsReplacedByAnotherOfItsClassOrRefused() throws IOException {
        ImageFolder skipping = ImageFolder.scan(root, SMALL, Broken.SKIP, 0);
        ImageFolder failing = ImageFolder.scan(root, SMALL, Broken.FAIL, 0);
        float[] first = read(skipping, 0);
        Files.delete(skipping.file(4));
        assertThatThrownBy(() -> read(failing, 4)).isInstanceOf(UncheckedIOException.class).hasMessageContaining("4.png");
        for (int i = 0; i < 2; i++) {
            assertThat(read(skipping, 4)).containsExactly(first);
        }
        assertThat(skipping.faults()).singleElement().satisfies(fault -> assertThat(fault.file()).endsWithRaw(Path.of("4.png")));
        for (int i = 5; i < 10; i++) {
            Files.writeString(skipping.file(i), "overwritten");
        }
        assertThatThrownBy(() -> read(skipping, 5)).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("dog: had pictures, but none of them can be read any more");
        assertThat(skipping.faults()).hasSize(6);
    }

    @Test
    void refusesFoldersWithoutTwoFullClasses() throws IOException {
        Path empty = Files.createDirectory(root.resolve("ant"));
        assertRefused(root, "ant: is a class without pictures");
        Files.writeString(empty.resolve("x.png"), "");
        assertRefused(root, "ant: has no picture that can be used; all 1 are broken");
        assertRefused(root.resolve("cat"), "holds one folder only, deeper");
        assertRefused(empty, "holds no folders");
        assertRefused(root.resolve("cat/0.png"), "is no folder");
        assertRefused(root.resolve("none"), "is no folder");
    }

    private static void assertRefused(Path folder, String reason) {
        assertThatThrownBy(() -> ImageFolder.scan(folder, SMALL, Broken.SKIP)).isInstanceOf(FormatException.class)
                .hasMessageContaining(reason);
    }
}
