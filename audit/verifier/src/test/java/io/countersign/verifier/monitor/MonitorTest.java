package io.countersign.verifier.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.testing.ServedLog;
import io.countersign.verifier.testing.SmallLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
    @TempDir
    Path directory;

    private SmallLog log = SmallLog.named("watched.test/log").add(600);
    private ServedLog server;

    @BeforeEach
    void serve() throws IOException {
        server = new ServedLog(() -> log);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void growingLogIsSound() throws IOException {
        assertThat(look().sound()).isTrue();
        log.add(77);
        Monitor.Look second = look();
        assertThat(second.sound()).as(second.message()).isTrue();
        assertThat(second.message()).isEqualTo("watched.test/log has 677 leaves, 77 more than before, and only grew");
    }

    @Test
    void forkIsFoundThoughTheRealKeySignedIt() throws IOException {
        look();
        log.change(300);
        log.add(77);
        Monitor.Look forked = look();
        assertThat(forked.sound()).isFalse();
        assertThat(forked.message()).contains("the log is forked", "does not begin with the one of 600");
        assertThat(look().sound()).isFalse();
    }

    @Test
    void rollbackIsFound() throws IOException {
        look();
        log = new SmallLog(log.signer()).add(500);
        assertThat(look().message()).isEqualTo("the log went back from 600 to 500 leaves");
    }

    @Test
    void missingCosignatureIsFound() throws IOException {
        Monitor.Look look = monitor(1).look();
        assertThat(look.sound()).isFalse();
        assertThat(look.message()).contains("0 known witnesses cosigned; 1 are asked for");
    }

    @Test
    void silenceIsNoVerdict() {
        server.close();
        assertThatThrownBy(this::look).isInstanceOf(IOException.class);
    }

    private Monitor.Look look() throws IOException {
        return monitor(0).look();
    }

    private Monitor monitor(int quorum) {
        return new Monitor(
                new RemoteLog(server.prefix()),
                TrustedKeys.of(log.key()),
                directory.resolve("memory"),
                List.of(),
                quorum);
    }
}
