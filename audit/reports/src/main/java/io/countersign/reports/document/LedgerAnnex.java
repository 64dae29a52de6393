package io.countersign.reports.document;

import java.util.List;

/** Annex A: every ledger entry that the report cites, with the proof that it is in the signed tree. */
final class LedgerAnnex {
    private LedgerAnnex() {}

    /**
     * One cited entry.
     *
     * @param title leaf number and action
     * @param fields identity, time and leaf hash
     * @param proof hashes of the audit path, from the leaf to the root
     */
    public record Entry(String title, FieldList fields, List<Cell> proof) {}

    static List<Entry> entries(Facts ledger, List<EmptyField> empties) {
        return ledger.rows("entries").stream().map(row -> entry(row, empties)).toList();
    }

    private static Entry entry(Facts row, List<EmptyField> empties) {
        String title = "Leaf " + row.text("leafIndex") + "  " + row.text("action");
        FieldList fields = new FieldList.Builder("Annex A  " + title, empties)
                .mono("Entry", row.get("entryId"))
                .text("Time", row.time("at"))
                .mono("Leaf hash", row.get("leafHash"))
                .build();
        List<Cell> proof = row.rows("proof").stream()
                .map(hash -> Cell.mono(hash.get("value")))
                .toList();
        return new Entry(Glyphs.sans(title), fields, proof);
    }
}
