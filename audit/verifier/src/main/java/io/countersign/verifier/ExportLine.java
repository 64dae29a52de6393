package io.countersign.verifier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an export. */
public sealed interface ExportLine {

    /**
     * First line: which log this is.
     *
     * @param key verifier key in vkey form: information, never trusted
     * @param checkpoint the signed checkpoint that the export reaches up to
     * @param scope which leaves follow
     * @param rotations statements by which the log went over to another key, oldest first
     */
    record Header(String key, String checkpoint, ExportScope scope, List<String> rotations) implements ExportLine {
        public Header {
            rotations = List.copyOf(rotations);
        }
    }

    /**
     * A leaf and its entry.
     *
     * @param index number of the leaf
     * @param leafHash the leaf hash that the log's database holds: tells where a change is, and proves nothing
     * @param entry the exact canonical text, null when the log has lost it
     * @param disclosures texts beside the entry that are not erased
     * @param proof audit path to the root of the header's checkpoint; empty in an export of everything
     */
    record Leaf(long index, Hash leafHash, @Nullable String entry, List<Disclosure> disclosures, List<Hash> proof)
            implements ExportLine {
        public Leaf {
            disclosures = List.copyOf(disclosures);
            proof = List.copyOf(proof);
        }

        public Leaf(long index, Hash leafHash, @Nullable String entry, List<Disclosure> disclosures) {
            this(index, leafHash, entry, disclosures, List.of());
        }
    }

    /**
     * A text beside an entry.
     *
     * @param salt 64 hexadecimal digits
     */
    record Disclosure(String name, String text, String salt) {}

    /** An older checkpoint, on the line after the last leaf that it covers. */
    record Signed(String note) implements ExportLine {}

    /** Last line: how many leaves the export has. */
    record Trailer(long leaves) implements ExportLine {}
}
