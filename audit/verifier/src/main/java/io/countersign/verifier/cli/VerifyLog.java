package io.countersign.verifier.cli;

import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code log EXPORT --key KEY}: is the exported ledger the one that was signed? */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "Verifies an export of the ledger: each entry as signed, in its place, none missing.")
final class VerifyLog implements Callable<Integer> {
    @Mixin
    private Answer answer = new Answer();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Parameters(
            paramLabel = "EXPORT",
            arity = "1..*",
            description = "The export, as served at /v1/ledger/export; or its parts, in their order.")
    private List<Path> exports = new ArrayList<>();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "A checkpoint that you kept; may be given several times. Finds a log that was cut or rebuilt.")
    private List<Path> checkpoints = new ArrayList<>();

    @Option(names = "--no-progress", description = "Shows no progress bar, even on a terminal.")
    private boolean quiet;

    @Override
    public Integer call() {
        return answer.of(() -> {
            List<String> kept = new ArrayList<>();
            for (Path file : checkpoints) {
                kept.add(Files.readString(file));
            }
            LogVerdict verdict = verify(new LogVerifier(keys.trusted(), kept));
            return answer.verdict(verdict.intact(), verdict.message(), verdict);
        });
    }

    private LogVerdict verify(LogVerifier verifier) throws IOException {
        boolean watched = !quiet && !answer.isForPrograms() && System.console() != null;
        List<LogVerifier.Part> parts = new ArrayList<>();
        for (Path file : exports) {
            parts.add(watched ? new Watched(file) : () -> buffered(file));
        }
        return verifier.verify(parts);
    }

    private static InputStream buffered(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Shows a bar while the file is read; not when it is opened for the first time, which is for its header alone. */
    private static final class Watched implements LogVerifier.Part {
        private final Path file;
        private boolean opened;

        Watched(Path file) {
            this.file = file;
        }

        @Override
        public InputStream open() throws IOException {
            InputStream in = buffered(file);
            if (!opened) {
                opened = true;
                return in;
            }
            return ProgressBar.wrap(
                    in,
                    ProgressBar.builder()
                            .setTaskName(String.valueOf(file.getFileName()))
                            .setInitialMax(Files.size(file))
                            .setUnit(" MB", 1 << 20));
        }
    }
}
