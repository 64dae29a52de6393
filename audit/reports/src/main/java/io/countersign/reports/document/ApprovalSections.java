package io.countersign.reports.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sections 10 and 11: the signatures as they must be shown in print (21 CFR 11.50), and who may not be whom. */
final class ApprovalSections {
    static final String SIGN_OFFS = "10  Approvals";
    static final String DUTIES = "11  Segregation of duties";

    private ApprovalSections() {}

    static Grid required(Facts promotion) {
        Grid.Builder grid = new Grid.Builder()
                .column("Role", 34)
                .column("Meaning", 30)
                .numbers("Required", 18)
                .numbers("Given", 18);
        for (Facts required : promotion.rows("requiredSignOffs")) {
            grid.row(
                    words(required.text("role")),
                    words(required.text("meaning")),
                    Cell.number(required.get("count")),
                    Cell.number(required.get("given")));
        }
        return grid.build();
    }

    /** One list of fields for each signature, in the order in which they were given. */
    static List<FieldList> signOffs(Facts signOffs, Facts promotion, List<EmptyField> empties) {
        List<FieldList> printed = new ArrayList<>();
        for (Facts signOff : signOffs.rows("signOffs")) {
            String section = SIGN_OFFS + ", signature " + (printed.size() + 1);
            Object policy = first(signOff, "policy", "policyVersion");
            printed.add(new FieldList.Builder(section, empties)
                    .text("Printed name", signOff.get("name"))
                    .mono("Subject id", signOff.get("subject"))
                    .cell("Role", words(signOff.text("role")))
                    .cell("Meaning of the signature", words(signOff.text("meaning")))
                    .text("Signed at", signOff.time("signedAt"))
                    .text("Comment", signOff.get("comment"))
                    .mono("Digest signed (SHA-256)", signOff.get("evidenceDigest"))
                    .cell("Same as the frozen evidence", sameDigest(signOff, promotion))
                    .text("Policy", policy == null ? promotion.get("policy") : policy)
                    .cell("Authentication", words(signOff.text("authentication")))
                    .mono("Ledger entry", signOff.get("ledgerEntry"))
                    .build());
        }
        return printed;
    }

    private static Cell sameDigest(Facts signOff, Facts promotion) {
        boolean same = signOff.text("evidenceDigest") != null
                && Objects.equals(signOff.text("evidenceDigest"), promotion.text("evidenceDigest"));
        return same ? new Cell("✓ Yes", "passed") : new Cell("✗ No: it differs", "failed");
    }

    static FieldList persons(Facts promotion, Facts signOffs, List<EmptyField> empties) {
        FieldList.Builder persons = new FieldList.Builder(DUTIES, empties)
                .text("Requester", first(promotion, "requester", "requestedBy"))
                .text("Developer, who trained it", promotion.get("developer"))
                .text("Registrar, who registered it", promotion.get("registrar"));
        for (Facts signOff : signOffs.rows("signOffs")) {
            persons.text("Signed as " + words(signOff.text("role")).text(), signOff.fields());
        }
        return persons.build();
    }

    static Grid rules(Facts promotion) {
        Grid.Builder grid = new Grid.Builder().column("Rule", 72).column("Result", 28);
        promotion
                .rows("dutiesChecked")
                .forEach(check ->
                        grid.row(words(check.text("rule")), Cell.verdict(first(check, "result", "verdict", "kept"))));
        return grid.build();
    }

    private static @Nullable Object first(Facts facts, String... keys) {
        for (String key : keys) {
            if (facts.get(key) != null) {
                return facts.get(key);
            }
        }
        return null;
    }

    static Cell words(@Nullable String code) {
        return code == null ? Cell.EMPTY : Cell.of(Printed.words(code));
    }
}
