package io.countersign.tracking.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What every artifact store promises. */
public abstract class ArtifactStoreContract {

    /** A store that holds nothing. */
    protected abstract ArtifactStore store() throws IOException;

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    protected void givesBackTheBytesAndTheirDigest() throws IOException {
        ArtifactStore store = store();
        ArtifactStore.StoredBytes stored = store.put("runs/r1/b1", bytes("hello"));
        assertThat(stored.sizeBytes()).isEqualTo(5);
        assertThat(stored.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        try (InputStream in = store.open("runs/r1/b1")) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        }
    }

    @Test
    protected void storesAnEmptyFile() throws IOException {
        ArtifactStore store = store();
        assertThat(store.put("empty", bytes("")).sizeBytes()).isZero();
        try (InputStream in = store.open("empty")) {
            assertThat(in.readAllBytes()).isEmpty();
        }
    }

    @Test
    protected void aClientGoneMidWayLeavesNothing() throws IOException {
        ArtifactStore store = store();
        assertThatThrownBy(() -> store.put("runs/r1/b2", new GoneMidWay()))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThatThrownBy(() -> store.open("runs/r1/b2")).isInstanceOf(NoSuchFileException.class);
        assertNothingLeftBehind();
    }

    /** No trace of an upload that failed. */
    protected abstract void assertNothingLeftBehind() throws IOException;

    @Test
    protected void deletesAndDeletingTwiceIsNoError() throws IOException {
        ArtifactStore store = store();
        store.put("b3", bytes("x"));
        store.delete("b3");
        store.delete("b3");
        assertThatThrownBy(() -> store.open("b3")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    protected void refusesKeysThatTheServerNeverMakes() throws IOException {
        ArtifactStore store = store();
        assertThatThrownBy(() -> store.put("../outside", bytes("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.open("/etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Gives some bytes, then breaks. */
    private static final class GoneMidWay extends InputStream {
        private int left = 100_000;

        @Override
        public int read() throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            left--;
            return 'x';
        }
    }
}
