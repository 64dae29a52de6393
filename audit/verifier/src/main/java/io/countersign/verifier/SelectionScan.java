package io.countersign.verifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows an export of some leaves, each with its own proof under the header's checkpoint. */
final class SelectionScan implements Scan {
    private final Checkpoint target;
    private final ExportScope scope;
    private final List<Checkpoint> kept;
    private long next;
    private long count;
    private long disclosures;
    private long erased;
    private boolean complete;
    private @Nullable Suspicion suspicion;

    SelectionScan(Checkpoint target, ExportScope scope, List<Checkpoint> kept) {
        this.target = target;
        this.scope = scope;
        this.kept = kept;
        this.next = scope.from();
    }

    @Override
    public void leaf(ExportLine.Leaf leaf) {
        count++;
        if (suspicion != null) {
            return;
        }
        String entry = leaf.entry();
        if (leaf.index() < next || leaf.index() >= scope.to()) {
            suspect(Suspicion.at(Fault.REORDERED, leaf.index()), entry);
        } else if (scope.kind() == ExportScope.Kind.RANGE && leaf.index() > next) {
            suspect(Suspicion.at(Fault.DELETED, next), null);
        } else if (entry == null) {
            suspect(Suspicion.at(Fault.DELETED, leaf.index()), null);
        } else if (!isIncluded(leaf, entry)) {
            suspect(Suspicion.at(Fault.CHANGED, leaf.index()), entry);
        } else {
            disclosures(leaf, entry);
        }
        next = leaf.index() + 1;
    }

    private boolean isIncluded(ExportLine.Leaf leaf, String entry) {
        Hash hash = MerkleHash.leaf(entry.getBytes(StandardCharsets.UTF_8));
        return MerkleProofs.isIncluded(hash, leaf.index(), target.size(), leaf.proof(), target.root());
    }

    private void disclosures(ExportLine.Leaf leaf, String entry) {
        EntryText text = EntryText.of(entry);
        if (!text.binds(leaf.disclosures())) {
            suspect(Suspicion.at(Fault.DISCLOSURE_CHANGED, leaf.index()), entry);
            return;
        }
        disclosures += leaf.disclosures().size();
        erased += text.commitments() - leaf.disclosures().size();
    }

    private void suspect(Suspicion found, @Nullable String entry) {
        found.writtenAt = entry == null ? null : EntryText.of(entry).writtenAt();
        suspicion = found;
    }

    @Override
    public void against(Checkpoint checkpoint) {}

    @Override
    public void forgedCheckpoint() {
        if (suspicion == null) {
            suspect(Suspicion.at(Fault.BAD_SIGNATURE, next), null);
        }
    }

    @Override
    public void malformed() {
        if (suspicion == null) {
            suspect(Suspicion.at(Fault.MALFORMED, next), null);
        }
    }

    @Override
    public void trailer(long leaves) {
        complete = leaves == count;
    }

    @Override
    public void cutOff() {
        complete = false;
    }

    @Override
    public @Nullable Suspicion conclude() {
        if (suspicion != null) {
            return suspicion;
        }
        for (Checkpoint each : kept) {
            if (each.size() > target.size()) {
                return Suspicion.at(Fault.TRUNCATED, target.size());
            }
            if (each.size() == target.size() && !each.root().equals(target.root())) {
                return Suspicion.between(Fault.FORKED, 0, Math.max(0, target.size() - 1));
            }
        }
        boolean whole = scope.kind() != ExportScope.Kind.RANGE || next == scope.to();
        return complete && whole ? null : Suspicion.at(Fault.TRUNCATED, next);
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
