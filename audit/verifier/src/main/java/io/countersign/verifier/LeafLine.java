package io.countersign.verifier;

import static io.countersign.verifier.JsonBytes.ascii;

/**
 * A leaf's line in just the form that {@link ExportWriter} gives it, read into arrays that the next line uses again: the
 * verifier reads millions. A line of another form, be it allowed, is left to {@link ExportLineParser}. So nothing is decided
 * here: what this class reads, that one reads the same.
 */
final class LeafLine {
    private static final byte[] BEGIN = ascii("{\"type\":\"leaf\",\"index\":");
    private static final byte[] HASH = ascii(",\"hash\":\"");
    private static final byte[] ENTRY = ascii("\",\"entry\":\"");
    private static final byte[] DISCLOSURES = ascii(",\"disclosures\":[");
    private static final byte[] NAME = ascii("{\"name\":\"");
    private static final byte[] TEXT = ascii(",\"text\":\"");
    private static final byte[] SALT = ascii(",\"salt\":\"");
    private static final byte[] SALTED = ascii("\"}");
    private static final byte[] END = ascii("]}\n");
    private static final int MOST_DISCLOSURES = 32;

    /** Parsers of JSON have limits to what they read as one text; buffers that may hold more are left to them. */
    private static final int LONGEST = 1 << 22;

    private final JsonBytes json = new JsonBytes();
    private long index;
    private final byte[] hash = new byte[Hash.BYTES];
    private byte[] texts = {};
    private int entryEnd;
    private int disclosures;
    private final int[] nameEnds = new int[MOST_DISCLOSURES];
    private final int[] textEnds = new int[MOST_DISCLOSURES];
    private final byte[] salts = new byte[MOST_DISCLOSURES * Commitment.SALT_BYTES];

    /**
     * @param lines whole lines, each with its end, and {@link JsonBytes#SLACK} bytes behind them
     * @return position behind the line; -1 when it has another form
     */
    int read(byte[] lines, int from) {
        if (lines.length > LONGEST) {
            return -1;
        }
        if (texts.length < lines.length + JsonBytes.SLACK) {
            texts = new byte[lines.length + JsonBytes.SLACK];
        }
        json.begin(lines, from);
        return readLeaf() && readDisclosures() && json.skip(END) ? json.at() : -1;
    }

    private boolean readLeaf() {
        if (!json.skip(BEGIN)) {
            return false;
        }
        index = json.number();
        if (index < 0 || !json.skip(HASH) || !json.hex(hash, 0, hash.length) || !json.skip(ENTRY)) {
            return false;
        }
        entryEnd = json.text(texts, 1);
        if (entryEnd < 0) {
            return false;
        }
        texts[entryEnd] = 0;
        return true;
    }

    private boolean readDisclosures() {
        disclosures = 0;
        if (!json.skip(DISCLOSURES)) {
            return false;
        }
        int end = entryEnd + 1;
        while (json.skip(NAME)) {
            if (disclosures == MOST_DISCLOSURES || (end = disclosure(end)) < 0) {
                return false;
            }
            disclosures++;
            if (!json.skip(',')) {
                return true;
            }
        }
        return disclosures == 0;
    }

    private int disclosure(int begin) {
        int nameEnd = json.text(texts, begin);
        if (nameEnd < 0 || !json.skip(TEXT)) {
            return -1;
        }
        texts[nameEnd] = 0;
        int textEnd = json.text(texts, nameEnd + 1);
        boolean whole = textEnd >= 0
                && json.skip(SALT)
                && json.hex(salts, disclosures * Commitment.SALT_BYTES, Commitment.SALT_BYTES)
                && json.skip(SALTED);
        nameEnds[disclosures] = nameEnd;
        textEnds[disclosures] = textEnd;
        return whole ? textEnd : -1;
    }

    long index() {
        return index;
    }

    /** The leaf hash that the log's database holds. */
    byte[] hash() {
        return hash;
    }

    /**
     * One after the other: a zero byte and the entry, which is what a leaf hashes; a zero byte; for each disclosure its name, a
     * zero byte and its text, which is what a commitment hashes. The texts themselves have no zero byte.
     */
    byte[] texts() {
        return texts;
    }

    int entryEnd() {
        return entryEnd;
    }

    int disclosures() {
        return disclosures;
    }

    int disclosureBegin(int disclosure) {
        return disclosure == 0 ? entryEnd + 1 : textEnds[disclosure - 1];
    }

    int nameEnd(int disclosure) {
        return nameEnds[disclosure];
    }

    int disclosureEnd(int disclosure) {
        return textEnds[disclosure];
    }

    /** Salts of all disclosures, one after the other. */
    byte[] salts() {
        return salts;
    }
}
