package io.countersign.verifier.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Hash;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.TlogProof;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code proof PROOF --key KEY}: is this entry in the signed tree? */
@Command(
        name = "proof",
        mixinStandardHelpOptions = true,
        description = "Verifies that one entry is in the signed tree.")
final class VerifyProof implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Answer answer = new Answer();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Parameters(
            paramLabel = "PROOF",
            description = "A proof in the form c2sp.org/tlog-proof@v1, or the JSON that the API answers.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--entry",
            paramLabel = "FILE",
            description = "The entry's exact bytes, when the proof does not bring them along.")
    private @Nullable Path entryFile;

    @Option(
            names = "--witness",
            paramLabel = "KEY",
            description = "The key of a witness that must have cosigned; may be given several times.")
    private List<String> witnesses = new ArrayList<>();

    @Override
    public Integer call() {
        return answer.of(() -> {
            TlogProof proof = proof(Files.readString(file));
            byte[] entry = entry(proof);
            Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(proof.checkpoint()));
            Optional<String> fault = fault(proof, entry);
            String text = new String(entry, StandardCharsets.UTF_8);
            String message = fault.map(wrong -> "leaf " + proof.index() + " " + wrong)
                    .orElse("leaf " + proof.index() + " of " + checkpoint.size() + " is as signed by "
                            + checkpoint.origin() + ": " + said(text));
            return answer.verdict(fault.isEmpty(), message, object(proof, checkpoint, fault, message));
        });
    }

    private Optional<String> fault(TlogProof proof, byte[] entry) throws IOException {
        try {
            keys.trusted().require(proof.checkpoint());
        } catch (IllegalArgumentException notSigned) {
            return Optional.of("is under a checkpoint that no given key signed");
        }
        for (String witness : witnesses) {
            VerifierKey key = KeyOptions.key(witness, "--witness");
            Optional<Instant> cosigned = SignedNote.parse(proof.checkpoint()).cosignedAt(key);
            if (cosigned.isEmpty()) {
                return Optional.of("is under a checkpoint that the witness " + key.name() + " did not cosign");
            }
        }
        return proof.proves(entry) ? Optional.empty() : Optional.of("is not the entry that was signed");
    }

    private byte[] entry(TlogProof proof) throws IOException {
        if (entryFile != null) {
            return Files.readAllBytes(entryFile);
        }
        return proof.entry().orElseThrow(() -> new WrongUsage("The proof brings no entry along: give it by --entry"));
    }

    private static TlogProof proof(String text) throws IOException {
        if (!text.startsWith("{")) {
            return TlogProof.parse(text);
        }
        JsonNode json = JSON.readTree(text);
        if (!json.path("checkpoint").isTextual()) {
            throw new IllegalArgumentException("the entry has no proof yet: its inclusion is pending");
        }
        List<Hash> path = new ArrayList<>();
        json.path("proof").forEach(hash -> path.add(Hash.ofHex(hash.asText())));
        return new TlogProof(
                null,
                json.path("leafIndex").asLong(),
                path,
                json.path("checkpoint").asText());
    }

    private static String said(String entry) throws IOException {
        JsonNode json = JSON.readTree(entry);
        return json.path("action").asText("an entry") + ", written "
                + json.path("at").asText("at an unknown time");
    }

    private static Map<String, Object> object(
            TlogProof proof, Checkpoint checkpoint, Optional<String> fault, String message) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("intact", fault.isEmpty());
        object.put("leafIndex", proof.index());
        object.put("origin", checkpoint.origin());
        object.put("treeSize", checkpoint.size());
        object.put("message", message);
        return object;
    }
}
