package io.countersign.verifier.cli;

import io.countersign.verifier.run.RunVerdict;
import io.countersign.verifier.run.RunVerifier;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run EXPORT --key KEY}: is the run what was sealed, and is its seal in the signed log? */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Verifies an export of a run: sealed in the signed log, and unchanged since.")
final class VerifyRun implements Callable<Integer> {
    @Mixin
    private Answer answer = new Answer();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Parameters(paramLabel = "EXPORT", description = "The export, as served at /v1/runs/{runId}/export.")
    @SuppressWarnings("NullAway.Init")
    private Path export;

    @Option(
            names = "--artifacts",
            paramLabel = "FOLDER",
            description =
                    "The run's files, as a client downloaded them: compares the bytes of each with its sealed digest.")
    private @Nullable Path artifacts;

    @Override
    public Integer call() {
        return answer.of(() -> {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(export))) {
                RunVerdict verdict = new RunVerifier(keys.trusted(), artifacts).verify(in);
                return answer.verdict(verdict.intact(), verdict.message(), verdict);
            }
        });
    }
}
