package io.countersign.verifier.cli;

import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which keys of the log the caller trusts. */
final class KeyOptions {
    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description =
                    "The log's public key in vkey form, or a file that holds it; may be given several times. Get it"
                            + " from somebody you trust.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--rotation",
            paramLabel = "FILE",
            description =
                    "A statement by which the log went over to another key; may be given several times. Those in an"
                            + " export are followed anyway.")
    private List<Path> rotations = new ArrayList<>();

    TrustedKeys trusted() throws IOException {
        List<String> notes = new ArrayList<>();
        for (Path file : rotations) {
            notes.add(Files.readString(file));
        }
        return TrustedKeys.of(keys(keys, "--key")).following(notes);
    }

    /** @throws WrongUsage when one of the texts is neither a file with a key nor a key */
    static List<VerifierKey> keys(List<String> texts, String option) throws IOException {
        List<VerifierKey> parsed = new ArrayList<>();
        for (String text : texts) {
            parsed.add(key(text, option));
        }
        return parsed;
    }

    /** @throws WrongUsage when the text is neither a file with a key nor a key */
    static VerifierKey key(String text, String option) throws IOException {
        try {
            Path file = Path.of(text);
            return VerifierKey.parse(Files.isRegularFile(file) ? Files.readString(file) : text);
        } catch (InvalidPathException noFileName) {
            return parsed(text, option);
        } catch (IllegalArgumentException noKey) {
            throw new WrongUsage(option + " is neither a file nor a verifier key: " + noKey.getMessage());
        }
    }

    private static VerifierKey parsed(String text, String option) {
        try {
            return VerifierKey.parse(text);
        } catch (IllegalArgumentException noKey) {
            throw new WrongUsage(option + " is neither a file nor a verifier key: " + noKey.getMessage());
        }
    }
}
