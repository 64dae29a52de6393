package io.countersign.verifier.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.VerifierKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code log EXPORT --key KEY}: is the exported ledger the one that was signed? */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "Verifies an export of the ledger: each entry as signed, in its place, none missing.")
final class VerifyLog implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "EXPORT", description = "The export, as served at /v1/ledger/export.")
    @SuppressWarnings("NullAway.Init")
    private Path export;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "The log's public key in vkey form, or a file that holds it. Get it from somebody you trust.")
    @SuppressWarnings("NullAway.Init")
    private String key;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "A checkpoint that you kept; may be given several times. Finds a log that was cut or rebuilt.")
    private List<Path> checkpoints = new ArrayList<>();

    @Option(names = "--json", description = "Answers with a JSON object.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(export))) {
            List<String> kept = new ArrayList<>();
            for (Path file : checkpoints) {
                kept.add(Files.readString(file));
            }
            LogVerdict verdict = new LogVerifier(key(), kept).verify(in);
            print(verdict);
            return verdict.intact() ? CountersignVerify.AS_SIGNED : CountersignVerify.NOT_AS_SIGNED;
        } catch (IOException | IllegalArgumentException unreadable) {
            spec.commandLine().getErr().println("Cannot verify: " + reason(unreadable));
            return CountersignVerify.UNREADABLE;
        }
    }

    private VerifierKey key() throws IOException {
        try {
            Path file = Path.of(key);
            if (Files.isRegularFile(file)) {
                return VerifierKey.parse(Files.readString(file));
            }
        } catch (InvalidPathException noFileName) {
            return parsed();
        }
        return parsed();
    }

    private VerifierKey parsed() {
        try {
            return VerifierKey.parse(key);
        } catch (IllegalArgumentException noKey) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--key is neither a file nor a verifier key: " + noKey.getMessage(), noKey);
        }
    }

    private void print(LogVerdict verdict) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(verdict));
        } else {
            out.println((verdict.intact() ? "OK: " : "NOT AS SIGNED: ") + verdict.message());
        }
    }

    private static String reason(Exception unreadable) {
        return unreadable instanceof java.nio.file.NoSuchFileException
                ? "there is no file " + unreadable.getMessage()
                : String.valueOf(unreadable.getMessage());
    }
}
