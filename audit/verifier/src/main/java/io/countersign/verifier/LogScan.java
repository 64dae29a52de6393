package io.countersign.verifier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows an export of everything: grows the tree, and holds it against each checkpoint that it passes. */
final class LogScan implements Scan {
    private static final Duration LONGEST_TRANSACTION = Duration.ofHours(1);

    private final Checkpoint target;
    private final List<Checkpoint> kept;
    private String latest = "";
    private final CompactTree tree = new CompactTree();
    private long count;
    private long lastGood;
    private long keptGood;
    private long disclosures;
    private long erased;
    private boolean targetReached;
    private long partFrom;
    private boolean complete;
    private @Nullable String firstUnproved;
    private @Nullable Suspicion suspicion;
    private final LeafCheck check = new LeafCheck();

    LogScan(Checkpoint target, List<Checkpoint> kept) {
        this.target = target;
        this.kept = kept;
        reached();
    }

    /** The first leaf after a checkpoint is remembered as it is, so it goes the other way. */
    @Override
    public boolean takes(LeafLine leaf) {
        if (suspicion != null || firstUnproved == null || leaf.index() != count || !check.isSound(leaf)) {
            return false;
        }
        EntryBeginning entry = check.entry();
        int order = entry.compareTime(latest);
        if (order > 0) {
            latest = entry.time();
        } else if (order < 0 && !entry.isOfTheHourOf(latest)) {
            return false;
        }
        count++;
        disclosures += leaf.disclosures();
        erased += entry.commitments() - leaf.disclosures();
        tree.append(Hash.of(leaf.hash()));
        reached();
        return true;
    }

    @Override
    public void leaf(ExportLine.Leaf leaf) {
        long place = count++;
        String entry = leaf.entry();
        byte[] bytes = entry == null ? null : entry.getBytes(StandardCharsets.UTF_8);
        Hash actual = bytes == null ? null : MerkleHash.leaf(bytes);
        if (firstUnproved == null) {
            firstUnproved = entry;
        }
        if (suspicion != null) {
            suspicion.explainBy(leaf, actual == null ? leaf.leafHash() : actual);
            if (tree.size() < place) {
                return;
            }
        } else if (leaf.index() != place) {
            suspect(
                    leaf.index() > place
                            ? Suspicion.at(Fault.DELETED, place)
                            : Suspicion.at(Fault.REORDERED, leaf.index()),
                    entry);
            return;
        } else if (entry == null || bytes == null || actual == null) {
            suspect(Suspicion.at(Fault.DELETED, place), null);
        } else if (!actual.equals(leaf.leafHash())) {
            suspect(Suspicion.changed(place, leaf.leafHash(), actual), entry);
        } else {
            disclosures(leaf, entry, bytes);
        }
        tree.append(leaf.leafHash());
        reached();
    }

    private void disclosures(ExportLine.Leaf leaf, String entry, byte[] bytes) {
        EntryText text = EntryText.beginning(bytes);
        if (!text.binds(leaf.disclosures())) {
            suspect(Suspicion.at(Fault.DISCLOSURE_CHANGED, leaf.index()), entry);
            return;
        }
        if (isBackdated(text.writtenAt())) {
            suspect(Suspicion.at(Fault.BACKDATED, leaf.index()), entry);
            return;
        }
        disclosures += leaf.disclosures().size();
        erased += text.commitments() - leaf.disclosures().size();
    }

    /**
     * Leaves are in the order in which transactions began to write, so times go back by as much as a transaction lasts and no
     * more. The form of times lets them be compared as texts; only one that goes back is read.
     */
    private boolean isBackdated(@Nullable String at) {
        if (at == null) {
            return false;
        }
        if (at.compareTo(latest) >= 0) {
            latest = at;
            return false;
        }
        try {
            return Instant.parse(at).plus(LONGEST_TRANSACTION).isBefore(Instant.parse(latest));
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }

    /** Holds the tree against the target and the kept checkpoints that sign just so many leaves. */
    private void reached() {
        for (Checkpoint each : kept) {
            if (each.size() == tree.size()) {
                keptAgainst(each);
            }
        }
        if (target.size() == tree.size()) {
            targetReached = true;
            against(target);
        }
    }

    private void keptAgainst(Checkpoint each) {
        if (each.root().equals(tree.root())) {
            keptGood = each.size();
        } else if (suspicion == null) {
            suspect(Suspicion.between(Fault.FORKED, keptGood, Math.max(keptGood, each.size() - 1)), null);
        }
    }

    /** Tells between which leaves a change lies. */
    @Override
    public void against(Checkpoint checkpoint) {
        if (checkpoint.size() != tree.size()) {
            return;
        }
        if (checkpoint.root().equals(tree.root())) {
            lastGood = checkpoint.size();
            firstUnproved = null;
            if (suspicion != null) {
                suspicion.confirmed = true;
            }
        } else if (suspicion == null) {
            String entry = firstUnproved;
            suspect(Suspicion.between(Fault.CHANGED, lastGood, Math.max(lastGood, checkpoint.size() - 1)), entry);
        } else if (suspicion.fault == Fault.FORKED) {
            suspicion.fault = Fault.CHANGED;
        } else if (!suspicion.confirmed) {
            if (suspicion.fault == Fault.DISCLOSURE_CHANGED || suspicion.fault == Fault.BACKDATED) {
                suspicion.fault = Fault.CHANGED;
            }
            suspicion.first = Math.min(suspicion.first, lastGood);
        }
    }

    @Override
    public void forgedCheckpoint() {
        if (suspicion == null) {
            suspect(Suspicion.at(Fault.BAD_SIGNATURE, Math.max(0, count - 1)), null);
        }
    }

    @Override
    public void malformed() {
        if (suspicion == null) {
            suspect(Suspicion.at(Fault.MALFORMED, count), null);
        }
    }

    @Override
    public void trailer(long leaves) {
        complete = leaves == count - partFrom;
    }

    /** A part of the export begins at the next leaf. */
    void part() {
        partFrom = count;
        complete = false;
    }

    @Override
    public void cutOff() {
        complete = false;
    }

    private void suspect(Suspicion found, @Nullable String entry) {
        found.writtenAt = entry == null ? null : EntryText.of(entry).writtenAt();
        suspicion = found;
    }

    @Override
    public @Nullable Suspicion conclude() {
        if (suspicion != null) {
            if (suspicion.ofRoot && suspicion.fault == Fault.CHANGED && count != target.size()) {
                suspicion.fault = count < target.size() ? Fault.DELETED : Fault.INSERTED;
            }
            return suspicion;
        }
        if (count > target.size()) {
            return Suspicion.at(Fault.INSERTED, target.size());
        }
        if (!targetReached) {
            return lastGood == count || !complete
                    ? Suspicion.at(Fault.TRUNCATED, count)
                    : Suspicion.between(Fault.DELETED, lastGood, count);
        }
        boolean shorterThanKept = kept.stream().anyMatch(each -> each.size() > count);
        return complete && !shorterThanKept ? null : Suspicion.at(Fault.TRUNCATED, count);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public long disclosures() {
        return disclosures;
    }

    @Override
    public long erased() {
        return erased;
    }
}
