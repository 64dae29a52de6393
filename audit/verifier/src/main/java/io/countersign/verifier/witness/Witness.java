package io.countersign.verifier.witness;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.DurableFile;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Cosigns checkpoints of the logs that it knows, each a continuation of the last one that it cosigned; what it cosigned last
 * is on its own disk before the cosignature goes out. A checkpoint that is signed by the log and continues nothing is kept
 * as the proof of a fork.
 */
public final class Witness {
    private final NoteSigner signer;
    private final List<VerifierKey> logs;
    private final Path state;
    private final Clock clock;

    /** An answer over HTTP. */
    public record Answer(int status, String contentType, String body) {
        static Answer text(int status, String body) {
            return new Answer(status, "text/plain; charset=utf-8", body);
        }
    }

    /**
     * @param signer the witness's own key
     * @param logs keys of the logs; several of one name while a log changes its key
     * @param state directory for its memory
     */
    public Witness(NoteSigner signer, List<VerifierKey> logs, Path state, Clock clock) {
        this.signer = signer;
        this.logs = List.copyOf(logs);
        this.state = state;
        this.clock = clock;
    }

    /** Answers {@code POST add-checkpoint}. One at a time: comparing and remembering must not be torn apart. */
    public synchronized Answer add(String body) throws IOException {
        AddCheckpoint request;
        SignedNote note;
        Checkpoint checkpoint;
        try {
            request = AddCheckpoint.parse(body);
            note = SignedNote.parse(request.checkpoint());
            checkpoint = Checkpoint.parse(note);
        } catch (IllegalArgumentException malformed) {
            return Answer.text(400, malformed.getMessage() + "\n");
        }
        List<VerifierKey> keys = keysOf(checkpoint.origin());
        if (keys.isEmpty()) {
            return Answer.text(404, "unknown log\n");
        }
        if (keys.stream().anyMatch(key -> note.standing(key) == SignedNote.Standing.FORGED)
                || keys.stream().noneMatch(key -> note.standing(key) == SignedNote.Standing.SIGNED)) {
            return Answer.text(403, "not signed by a key of the log\n");
        }
        return request.oldSize() > checkpoint.size()
                ? Answer.text(400, "the old size is larger than the new one\n")
                : continued(request, note, checkpoint);
    }

    private Answer continued(AddCheckpoint request, SignedNote note, Checkpoint checkpoint) throws IOException {
        Optional<Checkpoint> last = last(checkpoint.origin());
        long lastSize = last.map(Checkpoint::size).orElse(0L);
        if (request.oldSize() != lastSize) {
            return new Answer(409, "text/x.tlog.size", lastSize + "\n");
        }
        Hash lastRoot = last.map(Checkpoint::root).orElse(MerkleHash.EMPTY_ROOT);
        boolean emptyIsEmpty = checkpoint.size() > 0 || checkpoint.root().equals(MerkleHash.EMPTY_ROOT);
        if (!emptyIsEmpty
                || !MerkleProofs.isConsistent(
                        lastSize, lastRoot, checkpoint.size(), checkpoint.root(), request.proof())) {
            new DurableFile(file(checkpoint.origin(), ".refused"))
                    .write(request.body().getBytes(StandardCharsets.UTF_8));
            return Answer.text(422, "not a continuation of the tree of " + lastSize + " leaves that was cosigned\n");
        }
        SignedNote.Line line = signer.cosignature(note.text(), clock.instant());
        String remembered = note.with(List.of(line)).note();
        new DurableFile(file(checkpoint.origin(), ".checkpoint")).write(remembered.getBytes(StandardCharsets.UTF_8));
        return Answer.text(200, line.text());
    }

    /** The last cosigned checkpoint of the log whose origin has that SHA-256 in hexadecimal. */
    public Optional<String> checkpoint(String originHash) throws IOException {
        for (VerifierKey log : logs) {
            if (hash(log.name()).equals(originHash)) {
                return new DurableFile(file(log.name(), ".checkpoint")).read();
            }
        }
        return Optional.empty();
    }

    private Optional<Checkpoint> last(String origin) throws IOException {
        return new DurableFile(file(origin, ".checkpoint")).read().map(note -> {
            SignedNote signed = SignedNote.parse(note);
            if (signed.standing(signer.verifier()) != SignedNote.Standing.SIGNED) {
                throw new IllegalStateException("the memory of " + origin + " is not by this witness's own key");
            }
            return Checkpoint.parse(signed);
        });
    }

    private List<VerifierKey> keysOf(String origin) {
        return logs.stream().filter(log -> log.name().equals(origin)).toList();
    }

    private Path file(String origin, String suffix) {
        return state.resolve(hash(origin) + suffix);
    }

    private static String hash(String origin) {
        return Hash.sha256(origin.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** The public half of its key. */
    public VerifierKey key() {
        return signer.verifier();
    }
}
