package io.countersign.verifier;

import static io.countersign.verifier.JsonBytes.ascii;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Time and commitments of an entry in the form that {@link EntryContent} gives it, without making an object. An entry of another
 * form is left to {@link EntryText}, which reads what this class reads the same.
 */
final class EntryBeginning {
    private static final byte[] ACTION = ascii("{\"action\":");
    private static final byte[] ACTOR = ascii(",\"actor\":");
    private static final byte[] AT = ascii(",\"at\":\"");
    private static final byte[] TIMED = ascii("\"");
    private static final byte[] CAUSE = ascii(",\"cause\":");
    private static final byte[] COMMITMENTS = ascii(",\"commitments\":{");
    private static final byte[] EPOCH = ascii(",\"epoch\":\"");
    private static final int TIME = "2026-11-29T09:00:00.000Z".length();
    private static final int HOUR = "2026-11-29T09".length();
    private static final int HEX = 2 * Hash.BYTES;
    private static final int MOST = 32;
    private static final int ACTOR_LEVELS = 4;

    /** Parsers of JSON have limits to what they read as one name; what is longer than this is left to them. */
    private static final int LONGEST = 1 << 15;

    private final JsonBytes json = new JsonBytes();
    private byte[] entry = {};
    private int time;
    private int commitments;
    private final int[] nameBegins = new int[MOST];
    private final int[] nameEnds = new int[MOST];

    /** @param canonical holds an entry from there on, and a zero byte behind it */
    boolean read(byte[] canonical, int from) {
        entry = canonical;
        json.begin(canonical, from);
        if (!json.skip(ACTION) || !json.string() || !json.skip(ACTOR) || !json.object(ACTOR_LEVELS) || !json.skip(AT)) {
            return false;
        }
        time = json.at();
        if (!json.plain(TIME) || !json.skip(TIMED) || json.skip(CAUSE) && !json.string()) {
            return false;
        }
        return json.skip(COMMITMENTS) && readCommitments() && json.skip(EPOCH) && json.at() - from < LONGEST;
    }

    private boolean readCommitments() {
        commitments = 0;
        if (json.skip('}')) {
            return true;
        }
        do {
            if (commitments == MOST || !commitment(commitments++)) {
                return false;
            }
        } while (json.skip(','));
        return json.skip('}');
    }

    private boolean commitment(int place) {
        nameBegins[place] = json.at() + 1;
        if (!json.string()) {
            return false;
        }
        nameEnds[place] = json.at() - 1;
        return json.skip(':') && json.skip('"') && json.plain(HEX) && json.skip('"');
    }

    int commitments() {
        return commitments;
    }

    /** Where in the entry the commitment of the disclosure with that name begins; -1 without one. */
    int commitmentTo(byte[] name, int begin, int end) {
        for (int place = commitments - 1; place >= 0; place--) {
            if (Arrays.equals(entry, nameBegins[place], nameEnds[place], name, begin, end)) {
                return nameEnds[place] + "\":\"".length();
            }
        }
        return -1;
    }

    /** As {@link String#compareTo} compares the member {@code at} with another. */
    int compareTime(String other) {
        for (int i = 0; i < TIME && i < other.length(); i++) {
            int difference = entry[time + i] - other.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return TIME - other.length();
    }

    /** Whether the time and the other one, both in the form that entries have, are less than an hour apart for certain. */
    boolean isOfTheHourOf(String other) {
        if (other.length() != TIME || other.charAt(TIME - 1) != 'Z' || entry[time + TIME - 1] != 'Z') {
            return false;
        }
        for (int i = 0; i < HOUR; i++) {
            if (entry[time + i] != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String time() {
        return new String(entry, time, TIME, StandardCharsets.US_ASCII);
    }
}
