package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.RunId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsIT {
    @TempDir
    static Path directory;

    private static TrackingFixture fixture;
    private static ArtifactStore store;

    @BeforeAll
    static void start() throws IOException {
        fixture = new TrackingFixture();
        store = new FileArtifactStore(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static void upload(String run, String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        upload(run, path, new ByteArrayInputStream(bytes), bytes.length);
    }

    private static void upload(String run, String path, InputStream bytes, long announced) {
        fixture.run(work -> new ArtifactTransfers(work.artifacts(), store)
                .upload(ENGINEER, new Artifacts.Place(run, path), bytes, announced));
    }

    private static String download(String run, String path) {
        return fixture.in(work -> {
            Artifacts.Readable file = work.artifacts().read(ENGINEER, new Artifacts.Place(run, path));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                new ArtifactTransfers(work.artifacts(), store).download(file, out);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            return out.toString(StandardCharsets.UTF_8);
        });
    }

    private static Artifacts.Listing list(String run, String path) {
        return fixture.in(work -> work.artifacts().list(ENGINEER, new Artifacts.Place(run, path)));
    }

    @Test
    void whatWasUploadedIsListedLevelByLevelAndDownloaded() {
        String run = fixture.runningRun();
        upload(run, "model/MLmodel", "flavors");
        upload(run, "model/data/wéights.bin", "12345");
        upload(run, "zz.txt", "z");
        assertThat(list(run, "").entries())
                .containsExactly(new Artifacts.Entry("model", null), new Artifacts.Entry("zz.txt", 1L));
        assertThat(list(run, "model").entries())
                .containsExactly(new Artifacts.Entry("MLmodel", 7L), new Artifacts.Entry("data", null));
        assertThat(list(run, "model/data").entries()).containsExactly(new Artifacts.Entry("wéights.bin", 5L));
        assertThat(list(run, "model/MLmodel").entries()).isEmpty();
        assertThat(list(run, "nothing").entries()).isEmpty();
        assertThat(list(run, "").root()).isEqualTo("mlflow-artifacts:/0/" + run + "/artifacts");
        assertThat(download(run, "model/data/wéights.bin")).isEqualTo("12345");
        assertThatThrownBy(() -> download(run, "model")).hasMessage("No such artifact: 'model'");
    }

    @Test
    void aSecondUploadReplacesTheFirstAndItsBytesWaitForThePurge() {
        String run = fixture.runningRun();
        upload(run, "a.txt", "first");
        long orphans = fixture.count("SELECT count(*) FROM tracking.orphan_blob");
        upload(run, "a.txt", "second");
        assertThat(download(run, "a.txt")).isEqualTo("second");
        assertThat(fixture.count("SELECT count(*) FROM tracking.orphan_blob")).isEqualTo(orphans + 1);
    }

    @Test
    void aFileIsNoDirectoryAndADirectoryNoFile() {
        String run = fixture.runningRun();
        upload(run, "a/b", "x");
        assertThatThrownBy(() -> upload(run, "a", "x")).hasMessage("Invalid path: 'a' is a directory");
        assertThatThrownBy(() -> upload(run, "a/b/c", "x")).hasMessage("Invalid path: 'a/b' is a file");
    }

    @Test
    void anUploadThatEndsEarlyLeavesNothingVisibleAndNothingOnDisk() throws IOException {
        String run = fixture.runningRun();
        upload(run, "a.txt", "first");
        long before = files();
        assertThatThrownBy(() -> upload(run, "a.txt", new ByteArrayInputStream(new byte[10]), 20))
                .hasMessageStartingWith("The upload ended after 10 of 20 bytes");
        InputStream broken = InputStream.nullInputStream(); // fails once closed
        broken.close();
        assertThatThrownBy(() -> upload(run, "b.txt", broken, -1)).hasMessageContaining("nothing was stored");
        assertThat(download(run, "a.txt")).isEqualTo("first");
        assertThat(list(run, "").entries()).containsExactly(new Artifacts.Entry("a.txt", 5L));
        assertThat(files()).isEqualTo(before);
    }

    private static void uploadWithin(String run, String path, String text, long announced, ArtifactLimits limits) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        fixture.run(work -> new ArtifactTransfers(work.artifacts(), store, limits)
                .upload(ENGINEER, new Artifacts.Place(run, path), new ByteArrayInputStream(bytes), announced));
    }

    @Test
    void whatExceedsAQuotaIsRefusedAndLeavesNothing() throws IOException {
        String run = fixture.runningRun();
        ArtifactLimits limits = new ArtifactLimits(6, 10);
        uploadWithin(run, "a.txt", "123456", 6, limits);
        long before = files();
        assertTooLarge(() -> uploadWithin(run, "b.txt", "1234567", 7, limits), "larger than the 6 bytes");
        assertTooLarge(() -> uploadWithin(run, "b.txt", "1234567", -1, limits), "larger than the 6 bytes");
        assertTooLarge(() -> uploadWithin(run, "b.txt", "12345", 5, limits), "10 bytes of its quota");
        assertThat(list(run, "").entries()).containsExactly(new Artifacts.Entry("a.txt", 6L));
        assertThat(files()).isEqualTo(before);
        uploadWithin(run, "a.txt", "123", 3, limits);
        uploadWithin(run, "b.txt", "12345", 5, limits);
    }

    private static void assertTooLarge(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.type())
                        .isEqualTo(ProblemType.TOO_LARGE))
                .hasMessageContaining(message);
    }

    @Test
    void aFullStoreSaysSoAndLosesNothing() {
        String run = fixture.runningRun();
        upload(run, "a.txt", "first");
        ArtifactStore full = new ArtifactStore() {
            @Override
            public StoredBytes put(String key, InputStream bytes) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public InputStream open(String key) throws IOException {
                return store.open(key);
            }

            @Override
            public void delete(String key) throws IOException {
                store.delete(key);
            }
        };
        assertThatThrownBy(() -> fixture.run(work -> new ArtifactTransfers(work.artifacts(), full)
                        .upload(ENGINEER, new Artifacts.Place(run, "a.txt"), InputStream.nullInputStream(), -1)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.type())
                        .isEqualTo(ProblemType.UNAVAILABLE))
                .hasMessageContaining("no space left");
        assertThat(download(run, "a.txt")).isEqualTo("first");
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void deletingADirectoryTakesAllBelowItAndNothingBeside() {
        String run = fixture.runningRun();
        upload(run, "model/a", "1");
        upload(run, "model/sub/b", "2");
        upload(run, "model-2", "3");
        fixture.run(work -> work.artifacts().remove(ENGINEER, new Artifacts.Place(run, "model")));
        fixture.run(work -> work.artifacts().remove(ENGINEER, new Artifacts.Place(run, "model")));
        assertThat(list(run, "").entries()).containsExactly(new Artifacts.Entry("model-2", 1L));
    }

    @Test
    void deletedAndUnknownRunsTakeNoUploads() {
        String run = fixture.runningRun();
        fixture.run(work -> work.runs().delete(ENGINEER, run));
        assertThatThrownBy(() -> upload(run, "a", "x")).hasMessageContaining("must be in the 'active' state");
        assertThatThrownBy(() -> upload("f".repeat(32), "a", "x")).hasMessageContaining("not found");
    }

    private static Optional<Artifacts.Place> locate(String path) {
        return fixture.in(work -> work.artifacts().locate(path));
    }

    @Test
    void proxyPathsMeanTheRunWhoseArtifactUriTheyBeginWith() {
        String run = fixture.runningRun();
        assertThat(locate("0/" + run + "/artifacts/a/artifacts/b")).contains(new Artifacts.Place(run, "a/artifacts/b"));
        assertThat(locate("0/" + run + "/artifacts")).contains(new Artifacts.Place(run, ""));
        assertThat(locate("1/" + run + "/artifacts/a")).isEmpty();
        assertThat(locate("0/a")).isEmpty();
    }

    @Test
    void whatStandsBelowTheArtifactUriIsHarmlessByItself() {
        String root = "0/" + fixture.runningRun() + "/artifacts/";
        for (String path : List.of("c:x", "c%3ax/y", "C:")) {
            assertThatThrownBy(() -> locate(root + path)).hasMessageStartingWith("Invalid path");
        }
    }

    @Test
    void manifestsBindPathsBelowTheAskedOneToBytes() {
        String run = fixture.runningRun();
        upload(run, "model/MLmodel", "hello");
        upload(run, "model/data/w", "x");
        var manifest = fixture.in(work -> work.tracking().manifest(new RunId(run), "model"));
        assertThat(manifest.files()).extracting(ArtifactFile::path).containsExactly("MLmodel", "data/w");
        assertThat(manifest.files().get(0).sha256())
                .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        var single = fixture.in(work -> work.tracking().manifest(new RunId(run), "model/MLmodel"));
        assertThat(single.files()).extracting(ArtifactFile::path).containsExactly("MLmodel");
        assertThat(single.rootDigest()).isNotEqualTo(manifest.rootDigest());
        assertThatThrownBy(() -> fixture.in(work -> work.tracking().manifest(new RunId(run), "nothing")))
                .hasMessageContaining("has no artifacts at 'nothing'");
    }
}
