package io.countersign.tracking.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.PinnedFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedDownloadTest {
    private static final Actor READER = Actor.system("reader", "test");
    private static final int LARGE = PinnedDownload.SMALL + 100_001;

    @TempDir
    Path directory;

    private ArtifactStore store;
    private final List<@Nullable ArtifactFile> told = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws IOException {
        store = new FileArtifactStore(directory);
    }

    @Test
    void bytesThatWerePinnedArriveWhole() throws IOException {
        for (int size : new int[] {0, 1, 65_536, PinnedDownload.SMALL, LARGE}) {
            byte[] bytes = bytes(size);
            received.reset();
            download(stored("k" + size, bytes)).checked().write(received);
            assertThat(received.toByteArray()).isEqualTo(bytes);
        }
        assertThat(told).doesNotContainNull().hasSize(5);
    }

    @Test
    void changedByteOfASmallFileIsRefusedBeforeAnythingIsSent() throws IOException {
        PinnedDownload download = download(stored("small", bytes(5_000)));
        change("small", 4_999);
        assertConflict(download);
        assertThat(told.get(1).sha256()).isNotEqualTo(told.get(0).sha256());
    }

    @Test
    void changedByteOfALargeFileCutsTheAnswerBeforeItsEnd() throws IOException {
        for (int place : new int[] {0, LARGE / 2, LARGE - 1}) {
            String key = "large" + place;
            PinnedDownload.Body body = download(stored(key, bytes(LARGE))).checked();
            change(key, place);
            told.clear();
            received.reset();
            assertThatThrownBy(() -> body.write(received)).isInstanceOf(IOException.class);
            assertThat(received.size()).isLessThan(LARGE);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).sizeBytes()).isEqualTo(LARGE);
        }
    }

    @Test
    void truncatedAndLengthenedFilesAreNeverGivenWhole() throws IOException {
        for (int size : new int[] {LARGE - 1, LARGE + 1, LARGE + 300_000, 10}) {
            String key = "other" + size;
            PinnedDownload.Body body = download(stored(key, bytes(LARGE))).checked();
            Files.write(file(key), Arrays.copyOf(bytes(LARGE), size));
            received.reset();
            assertThatThrownBy(() -> body.write(received)).isInstanceOf(IOException.class);
            assertThat(received.size()).isLessThan(LARGE);
            assertThat(told.get(told.size() - 1).sizeBytes()).isEqualTo(size);
        }
    }

    @Test
    void lostBytesAreTold() throws IOException {
        PinnedDownload download = download(stored("lost", bytes(10)));
        store.delete("runs/lost");
        assertThatThrownBy(download::checked)
                .isInstanceOfSatisfying(MlflowException.class, refused -> assertThat(refused.code())
                        .isEqualTo(MlflowErrorCode.RESOURCE_DOES_NOT_EXIST));
        assertThat(told.get(1)).isNull();
    }

    @Test
    void anotherFileInItsPlaceIsRefusedWithoutReadingIt() throws IOException {
        Artifacts.Readable file = stored("replaced", bytes(LARGE));
        assertConflict(new PinnedDownload(store, file, "model/a", pin("0".repeat(64)), READER));
        assertThat(told).extracting(ArtifactFile::sha256).containsExactly(file.sha256());
    }

    private static void assertConflict(PinnedDownload download) {
        assertThatThrownBy(download::checked)
                .isInstanceOfSatisfying(MlflowException.class, refused -> assertThat(refused.code())
                        .isEqualTo(MlflowErrorCode.RESOURCE_CONFLICT))
                .hasMessageContaining("'model/a' are not those that a model version was registered with");
    }

    private PinnedDownload download(Artifacts.Readable file) {
        return new PinnedDownload(store, file, "model/a", pin(file.sha256()), READER);
    }

    private PinnedFiles.Pin pin(String sha256) {
        return new PinnedFiles.Pin() {
            @Override
            public boolean allows(String found) {
                return found.equals(sha256);
            }

            @Override
            public void found(@Nullable ArtifactFile file, Actor reader) {
                told.add(file);
            }
        };
    }

    private Artifacts.Readable stored(String key, byte[] bytes) throws IOException {
        ArtifactStore.StoredBytes stored = store.put("runs/" + key, new ByteArrayInputStream(bytes));
        return new Artifacts.Readable("runs/" + key, stored.sizeBytes(), stored.sha256());
    }

    private void change(String key, int place) throws IOException {
        byte[] bytes = Files.readAllBytes(file(key));
        bytes[place] ^= 1;
        Files.write(file(key), bytes);
    }

    private Path file(String key) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(path -> path.getFileName().toString().equals(key))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
