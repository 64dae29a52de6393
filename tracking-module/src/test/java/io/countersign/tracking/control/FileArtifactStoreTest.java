package io.countersign.tracking.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactStoreTest extends ArtifactStoreContract {
    @TempDir
    Path directory;

    @Override
    protected ArtifactStore store() throws IOException {
        return new FileArtifactStore(directory);
    }

    @Test
    void linksInTheDirectoryLeadNowhere(@TempDir Path outside) throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        FileArtifactStore store = new FileArtifactStore(directory);
        Path blobs = directory.resolve("blobs");
        Files.createSymbolicLink(blobs.resolve("link"), secret);
        Files.createSymbolicLink(blobs.resolve("folder"), outside);

        assertThatThrownBy(() -> store.open("link")).hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> store.open("folder/secret")).hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> store.put("folder/new", InputStream.nullInputStream()))
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> store.delete("folder/secret")).hasMessageContaining("symbolic link");
        store.put("link", new ByteArrayInputStream(new byte[] {1}));

        assertThat(secret).hasContent("secret");
        assertThat(outside).isDirectoryNotContaining(path -> path.endsWith("new"));
        assertThat(blobs.resolve("link")).isRegularFile().hasBinaryContent(new byte[] {1});
        store.delete("link");
        assertThat(blobs.resolve("link")).doesNotExist();
    }

    @Override
    protected void assertNothingLeftBehind() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
