package io.countersign.ledger.control;

import io.countersign.platform.problem.ProblemException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the ledger is asked for.
 *
 * @param from first leaf of a part of everything; 0 without a wish
 * @param to leaf after the last of that part, null for the end of the tree
 * @param treeSize size of the signed tree that the export stands under, null for the latest
 * @param filter which entries; one that filters nothing means everything
 */
public record ExportQuery(
        long from, @Nullable Long to, @Nullable Long treeSize, EntryFilter filter) {

    /** @throws ProblemException (invalid) for a part of what is filtered, or one that ends before it begins */
    public ExportQuery {
        boolean part = from != 0 || to != null;
        if (from < 0 || (to != null && to < from)) {
            throw ProblemException.invalid("from and to are numbers of leaves, the second not before the first");
        }
        if (part && !filter.isEmpty()) {
            throw ProblemException.invalid("from and to choose a part of everything: they go with no filter");
        }
        if (filter.text() != null) {
            throw ProblemException.invalid("an export is not filtered by text");
        }
    }

    /** What of this is a fact for the ledger: by name, without what names a person's words. */
    Map<String, String> wishes() {
        Map<String, String> wishes = new TreeMap<>(filter.members());
        if (from != 0) {
            wishes.put("from", Long.toString(from));
        }
        if (to != null) {
            wishes.put("to", Long.toString(to));
        }
        return wishes;
    }
}
