package io.countersign.identity.review;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The review as CSV (RFC 4180): a line for each role of each person, and for each role of each key. */
final class ReviewTable {
    private static final String[] HEAD = {
        "subject",
        "name",
        "kind",
        "role",
        "models",
        "experiments",
        "answers_for_it",
        "first_seen",
        "last_used",
        "expires",
        "left"
    };

    private final CSVPrinter csv;

    private ReviewTable(CSVPrinter csv) {
        this.csv = csv;
    }

    static void write(AccessReview review, Appendable out) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(HEAD).get();
        try (CSVPrinter csv = new CSVPrinter(out, format)) {
            ReviewTable table = new ReviewTable(csv);
            for (ReviewedPerson person : review.people()) {
                table.person(person);
                for (ReviewedKey key : person.keys()) {
                    table.key(person, key);
                }
            }
        }
    }

    private void person(ReviewedPerson person) throws IOException {
        List<ReviewedRole> roles =
                person.roles().isEmpty() ? List.of(new ReviewedRole("", List.of(), List.of())) : person.roles();
        for (ReviewedRole role : roles) {
            line(
                    person.subject(),
                    person.name(),
                    person.kind(),
                    role,
                    "",
                    person.firstSeenAt(),
                    person.lastSeenAt(),
                    null,
                    person.leftAt());
        }
    }

    private void key(ReviewedPerson person, ReviewedKey key) throws IOException {
        for (ReviewedRole role : key.roles()) {
            line(
                    "key:" + key.id(),
                    key.name(),
                    key.kind() + " key",
                    role,
                    person.subject(),
                    key.createdAt(),
                    key.lastUsedAt(),
                    key.expiresAt(),
                    person.leftAt());
        }
    }

    private void line(
            String subject,
            String name,
            String kind,
            ReviewedRole role,
            String accountable,
            Instant first,
            @Nullable Instant last,
            @Nullable Instant expires,
            @Nullable Instant left)
            throws IOException {
        csv.printRecord(
                inert(subject),
                inert(name),
                kind,
                role.role(),
                inert(ReviewedRole.words(role.models())),
                inert(ReviewedRole.words(role.experiments())),
                inert(accountable),
                first,
                last,
                expires,
                left);
    }

    /** A spreadsheet takes text that begins so for a formula (OWASP, CSV injection). */
    static String inert(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
