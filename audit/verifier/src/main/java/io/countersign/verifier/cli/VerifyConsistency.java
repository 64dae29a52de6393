package io.countersign.verifier.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.monitor.RemoteLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code consistency OLD NEW}: does the newer tree begin with the older one? */
@Command(
        name = "consistency",
        mixinStandardHelpOptions = true,
        description = "Verifies that a newer checkpoint continues an older one.")
final class VerifyConsistency implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Answer answer = new Answer();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Parameters(index = "0", paramLabel = "OLD", description = "File with the older checkpoint.")
    @SuppressWarnings("NullAway.Init")
    private Path oldFile;

    @Parameters(index = "1", paramLabel = "NEW", description = "File with the newer checkpoint.")
    @SuppressWarnings("NullAway.Init")
    private Path newFile;

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "The consistency proof, as served at /v1/ledger/consistency. Not needed for equal sizes.")
    private @Nullable Path proofFile;

    @Option(
            names = "--url",
            paramLabel = "PREFIX",
            description = "In place of a proof: computes it from the log's tiles, over the network.")
    private @Nullable URI url;

    @Override
    public Integer call() {
        return answer.of(() -> {
            TrustedKeys trusted = keys.trusted();
            Checkpoint old = trusted.require(Files.readString(oldFile));
            Checkpoint young = trusted.require(Files.readString(newFile));
            if (!old.origin().equals(young.origin()) || old.size() > young.size()) {
                throw new WrongUsage("OLD and NEW are of two logs, or NEW is the older one");
            }
            boolean sound = MerkleProofs.isConsistent(
                    old.size(), old.root(), young.size(), young.root(), proof(old.size(), young.size()));
            String message = sound
                    ? "the tree of " + young.size() + " leaves begins with the one of " + old.size()
                    : "the tree of " + young.size() + " leaves does not begin with the one of " + old.size()
                            + ": a leaf before " + old.size() + " is another one";
            return answer.verdict(sound, message, object(sound, old, young, message));
        });
    }

    private List<Hash> proof(long from, long to) throws IOException {
        if (from == to || from == 0) {
            return List.of();
        }
        if (proofFile != null) {
            JsonNode json = JSON.readTree(proofFile.toFile());
            List<Hash> proof = new ArrayList<>();
            json.path("proof").forEach(hash -> proof.add(Hash.ofHex(hash.asText())));
            return proof;
        }
        if (url == null) {
            throw new WrongUsage("Checkpoints of two sizes need a proof: give --proof or --url");
        }
        try {
            return MerkleProofs.consistency(from, to, new RemoteLog(url).nodes(to));
        } catch (UncheckedIOException noTiles) {
            throw noTiles.getCause();
        }
    }

    private static Map<String, Object> object(boolean sound, Checkpoint old, Checkpoint young, String message) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("intact", sound);
        object.put("origin", young.origin());
        object.put("from", old.size());
        object.put("to", young.size());
        object.put("message", message);
        return object;
    }
}
