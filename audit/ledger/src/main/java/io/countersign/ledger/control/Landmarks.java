package io.countersign.ledger.control;

/**
 * Which of the older checkpoints stand in an export. A log that is little used has one for almost every entry, and a signature takes
 * as long to verify as some dozens of entries; they only narrow down where a change lies. So it is all of them in a small log, and
 * about a thousand, evenly apart, in a large one.
 */
final class Landmarks {
    private static final long MOST = 1_000;

    private final long apart;
    private long next;

    /** @param treeSize leaves of the log */
    Landmarks(long treeSize) {
        apart = treeSize / MOST;
    }

    /** Whether the checkpoint of that size belongs to them; to be asked in ascending order. */
    boolean takes(long size) {
        if (size < next) {
            return false;
        }
        next = size + apart;
        return true;
    }
}
