package io.countersign.ledger.control;

import io.countersign.verifier.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Checkpoints in a directory outside the database: the latest one as {@code checkpoint}, and the first of each hour under
 * {@code kept/}, for whoever wants to hold an old one against an export.
 */
final class CheckpointDirectory implements CheckpointSink {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Clock clock;

    CheckpointDirectory(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public void publish(SignedCheckpoint checkpoint) throws IOException {
        byte[] note = checkpoint.note().getBytes(StandardCharsets.UTF_8);
        new DurableFile(directory.resolve("checkpoint")).write(note);
        Path kept = directory.resolve("kept").resolve(HOUR.format(clock.instant()) + ".checkpoint");
        if (Files.notExists(kept)) {
            new DurableFile(kept).write(note);
        }
    }
}
