package io.countersign.verifier;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proof that an entry is in a signed tree, complete in itself (C2SP tlog-proof, version 1). Ours carry the entry's exact
 * bytes as the extra data.
 *
 * @param extra base64 of data that the proof does not authenticate by itself: the entry's bytes; null when there are none
 * @param index number of the leaf
 * @param path audit path, leaf to root
 * @param checkpoint the signed checkpoint
 */
public record TlogProof(@Nullable String extra, long index, List<Hash> path, String checkpoint) {
    private static final String FORM = "c2sp.org/tlog-proof@v1";
    private static final int LONGEST_PATH = 63;

    public TlogProof {
        path = List.copyOf(path);
    }

    /** A proof that brings the entry's bytes along. */
    public static TlogProof of(byte[] entry, long index, List<Hash> path, String checkpoint) {
        return new TlogProof(Base64.getEncoder().encodeToString(entry), index, path, checkpoint);
    }

    /** The bytes that came along; empty when there are none. */
    public Optional<byte[]> entry() {
        return Optional.ofNullable(extra).map(Base64.getDecoder()::decode);
    }

    public String text() {
        StringBuilder text = new StringBuilder(FORM).append('\n');
        if (extra != null) {
            text.append("extra ").append(extra).append('\n');
        }
        text.append("index ").append(index).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /** @throws IllegalArgumentException when the text is no such proof */
    public static TlogProof parse(String text) {
        int split = text.indexOf("\n\n");
        if (split < 0 || !text.startsWith(FORM + "\n")) {
            throw new IllegalArgumentException("not a proof in the form " + FORM);
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, split).split("\n", -1)));
        lines.remove(0);
        String extra = null;
        if (!lines.isEmpty() && lines.get(0).startsWith("extra ")) {
            extra = lines.remove(0).substring("extra ".length());
        }
        if (lines.isEmpty() || !lines.get(0).matches("index (0|[1-9][0-9]{0,17})") || lines.size() > LONGEST_PATH + 1) {
            throw new IllegalArgumentException("the proof does not say which leaf it is of");
        }
        long index = Long.parseLong(lines.remove(0).substring("index ".length()));
        return new TlogProof(extra, index, lines.stream().map(Hash::ofBase64).toList(), text.substring(split + 2));
    }

    /** Whether the path leads from an entry of these bytes to the root of the checkpoint; its signature is not asked here. */
    public boolean proves(byte[] entry) {
        Checkpoint signed = Checkpoint.parse(SignedNote.parse(checkpoint));
        return MerkleProofs.isIncluded(MerkleHash.leaf(entry), index, signed.size(), path, signed.root());
    }
}
