package io.countersign.verifier.witness;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Hash;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Asks a witness for its cosignature (C2SP tlog-witness, the log's side). */
public final class WitnessClient {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI submission;
    private final VerifierKey key;

    /** Makes consistency proofs from a smaller tree to the checkpoint's. */
    @FunctionalInterface
    public interface Proofs {
        List<Hash> from(long size) throws IOException;
    }

    /** The witness saw another history of this log, or says that it did. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * @param submission the witness's submission prefix
     * @param key the witness's key
     */
    public WitnessClient(HttpClient http, URI submission, VerifierKey key) {
        this.http = http;
        this.submission = submission;
        this.key = key;
    }

    /**
     * @param note the signed checkpoint
     * @param known size of the tree that the witness cosigned last, as far as known; 0 when not
     * @return the signature line
     * @throws Refused when the witness does not take it for a continuation
     * @throws IOException when the witness does not answer, or not as it should
     */
    public SignedNote.Line cosign(String note, long known, Proofs proofs) throws IOException, InterruptedException {
        SignedNote signed = SignedNote.parse(note);
        long size = Checkpoint.parse(signed).size();
        HttpResponse<String> answer = send(note, known, proofs);
        if (answer.statusCode() == 409) {
            long cosigned = sizeIn(answer.body());
            if (cosigned > size) {
                throw new Refused("the witness " + key.name() + " has cosigned a tree of " + cosigned
                        + " leaves; one of " + size + " goes back");
            }
            answer = send(note, cosigned, proofs);
        }
        if (answer.statusCode() == 422) {
            throw new Refused(
                    "the witness " + key.name() + " says: " + answer.body().strip());
        }
        if (answer.statusCode() != 200) {
            throw new IOException("the witness " + key.name() + " answers " + answer.statusCode());
        }
        return ours(signed, answer.body());
    }

    private HttpResponse<String> send(String note, long known, Proofs proofs) throws IOException, InterruptedException {
        String body = new AddCheckpoint(known, proofs.from(known), note).body();
        return http.send(
                HttpRequest.newBuilder(URI.create(submission.toString().replaceAll("/+$", "") + "/add-checkpoint"))
                        .timeout(LONGEST)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static long sizeIn(String body) throws IOException {
        if (!body.matches("(0|[1-9][0-9]{0,17})\n")) {
            throw new IOException("the witness answers 409 without a size");
        }
        return Long.parseLong(body.strip());
    }

    private SignedNote.Line ours(SignedNote note, String lines) throws IOException {
        for (String line : lines.split("\n")) {
            try {
                SignedNote.Line parsed = SignedNote.Line.parse(line);
                if (new SignedNote(note.text(), List.of(parsed)).standing(key) == SignedNote.Standing.SIGNED) {
                    return parsed;
                }
            } catch (IllegalArgumentException noLine) {
                throw new IOException("the witness " + key.name() + " answers with no signature lines", noLine);
            }
        }
        throw new IOException("the answer of the witness " + key.name() + " is not signed by its key");
    }
}
