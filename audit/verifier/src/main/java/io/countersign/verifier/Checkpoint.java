package io.countersign.verifier;

/**
 * What the signer says of the tree (C2SP tlog-checkpoint).
 *
 * @param origin name of the log
 * @param size number of leaves
 * @param root hash of the tree over them
 */
public record Checkpoint(String origin, long size, Hash root) {

    public Checkpoint {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
            throw new IllegalArgumentException("a checkpoint has an origin of one line and a size");
        }
    }

    /** The text that is signed: origin, decimal size, base64 root, a line each. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * Reads the text of a note; extension lines after the third are allowed and ignored.
     *
     * @throws IllegalArgumentException when the text is not a checkpoint
     */
    public static Checkpoint parse(SignedNote note) {
        String[] lines = note.text().split("\n", -1);
        if (lines.length < 4 || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("not a checkpoint: origin, size and root are missing");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.ofBase64(lines[2]));
    }
}
