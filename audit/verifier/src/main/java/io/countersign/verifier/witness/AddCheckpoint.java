package io.countersign.verifier.witness;

import io.countersign.verifier.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log sends to a witness: {@code add-checkpoint} of C2SP tlog-witness.
 *
 * @param oldSize leaves of the tree that the witness cosigned last, as far as the log knows
 * @param proof consistency proof from there to the checkpoint
 * @param checkpoint the signed checkpoint
 */
public record AddCheckpoint(long oldSize, List<Hash> proof, String checkpoint) {
    private static final int LONGEST_PROOF = 63;

    public AddCheckpoint {
        proof = List.copyOf(proof);
    }

    public String body() {
        StringBuilder body = new StringBuilder("old ").append(oldSize).append('\n');
        proof.forEach(hash -> body.append(hash.base64()).append('\n'));
        return body.append('\n').append(checkpoint).toString();
    }

    /** @throws IllegalArgumentException when the body has another form */
    public static AddCheckpoint parse(String body) {
        int split = body.indexOf("\n\n");
        List<String> lines =
                split < 0 ? List.of() : List.of(body.substring(0, split).split("\n", -1));
        if (lines.isEmpty() || !lines.get(0).matches("old (0|[1-9][0-9]{0,17})") || lines.size() > LONGEST_PROOF + 1) {
            throw new IllegalArgumentException(
                    "the request is not an old size, proof lines, an empty line, a checkpoint");
        }
        List<Hash> proof = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> proof.add(Hash.ofBase64(line)));
        return new AddCheckpoint(
                Long.parseLong(lines.get(0).substring("old ".length())), proof, body.substring(split + 2));
    }
}
