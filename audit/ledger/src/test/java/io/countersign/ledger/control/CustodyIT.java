package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.VerifierKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasure, holds and retention on the real database, as the application's role, each act with its entry. */
class CustodyIT {
    private static final Actor ADMIN = person("admin-1", Role.ADMIN);
    private static final Actor SECOND = person("approver-1", Role.RISK_APPROVER);

    @TempDir
    Path directory;

    private TestLedger ledger;

    @BeforeEach
    void entriesOfTwoPeople() throws Exception {
        ledger = new TestLedger(directory);
        append(person("leaver", Role.ENGINEER), "run.sealed", "run", "r1", "bad seed, says Leaver");
        append(person("leaver", Role.ENGINEER), "sign-off.given", "promotion", "p1", "fine");
        append(person("stayer", Role.ENGINEER), "run.sealed", "run", "r2", "Lea Leaver");
        ledger.sequencer(10).tick();
        new SearchIndex(ledger.database.application(), 100).round();
    }

    @Test
    void erasureTakesNamesEverywhereAndLeavesEveryProofValid() throws Exception {
        CustodyRequest asked = act(custody -> custody.askErasure("leaver", false, "left, asked for it", ADMIN));
        assertThat(texts("leaver", "actor.name")).isEqualTo(2);
        CustodyRequest done = act(custody -> custody.confirm(asked.id(), SECOND));
        assertThat(done.state()).isEqualTo("confirmed");
        // name and address of r1, address of p1, and the name that stood alone as the other person's comment
        assertThat(done.erased()).isEqualTo(4);
        assertThat(done.remaining()).isEqualTo(1);
        assertThat(texts("leaver", "actor.name")).isEqualTo(1);
        assertThat(texts("leaver", "comment")).isEqualTo(2);
        assertThat(texts("stayer", "actor.name")).isEqualTo(1);
        assertThat(texts("stayer", "comment")).isZero();
        ledger.sequencer(10).tick();
        LogVerdict verdict = ledger.verify();
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verdict.erased()).isEqualTo(4);
        assertThat(actions()).isEqualTo("erasure.requested erasure.confirmed ");
    }

    @Test
    void erasedNameIsFoundBySearchNoMore() throws Exception {
        assertThat(found("lea")).isEqualTo(3);
        CustodyRequest asked = act(custody -> custody.askErasure("leaver", true, "left", ADMIN));
        act(custody -> custody.confirm(asked.id(), SECOND));
        // the signature's name stays for the legal minimum
        assertThat(found("lea")).isEqualTo(1);
        assertThat(found("seed")).isZero();
    }

    @Test
    void nameOnASignatureGoesWhenTheLegalMinimumHasPassed() throws Exception {
        CustodyRequest asked = act(custody -> custody.askErasure("leaver", false, "left", ADMIN));
        act(custody -> custody.confirm(asked.id(), SECOND));
        assertThat(act(Custody::expire)).isFalse();
        assertThat(texts("leaver", "actor.name")).isEqualTo(1);
        ledger.asSuperuser("UPDATE ledger.entry SET at = at - interval '11 years' WHERE actor = 'leaver'");
        act(Custody::expire);
        assertThat(texts("leaver", "actor.name")).isZero();
        assertThat(actions()).endsWith("disclosures.expired ");
    }

    @Test
    void onePersonDoesNotLoosenAlone() throws Exception {
        CustodyRequest asked = act(custody -> custody.askErasure("leaver", false, "left", ADMIN));
        assertThatThrownBy(() -> act(custody -> custody.confirm(asked.id(), ADMIN)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Another person");
        assertThatThrownBy(() -> act(custody -> custody.askErasure("leaver", false, "again", ADMIN)))
                .hasMessageContaining("waits for a second person");
        assertThat(texts("leaver", "actor.name")).isEqualTo(2);
        assertThat(actions()).isEqualTo("erasure.requested ");
    }

    @Test
    void databaseErasesNothingThatNobodyConfirmed() throws Exception {
        CustodyRequest asked = act(custody -> custody.askErasure("leaver", false, "left", ADMIN));
        try (Connection connection = ledger.database.application().getConnection()) {
            assertThatThrownBy(() -> connection
                            .createStatement()
                            .execute("SELECT * FROM ledger.erase_person('" + asked.id() + "', now())"))
                    .hasMessageContaining("is not confirmed by a second person");
            assertThatThrownBy(() -> connection
                            .createStatement()
                            .execute(
                                    "UPDATE ledger.custody_request SET state = 'confirmed', decided_by = requested_by"))
                    .hasMessageContaining("check constraint");
        }
    }

    @Test
    void holdRefusesErasureUntilASecondPersonReleasesIt() throws Exception {
        LegalHold hold = act(custody -> custody.place("person", "leaver", null, "case 12/26", ADMIN));
        CustodyRequest asked = act(custody -> custody.askErasure("leaver", false, "left", ADMIN));
        assertThatThrownBy(() -> act(custody -> custody.confirm(asked.id(), SECOND)))
                .hasMessageContaining("A legal hold keeps texts");
        assertThat(texts("leaver", "actor.name")).isEqualTo(2);

        CustodyRequest release = act(custody -> custody.askRelease(hold.id(), "case closed", ADMIN));
        act(custody -> custody.confirm(release.id(), SECOND));
        act(custody -> custody.confirm(asked.id(), SECOND));
        assertThat(texts("leaver", "actor.name")).isEqualTo(1);
        assertThat(actions())
                .isEqualTo("legal-hold.placed erasure.requested legal-hold.release-requested legal-hold.released"
                        + " erasure.confirmed ");
    }

    @Test
    void holdOnASubjectKeepsItsTextsFromExpiring() throws Exception {
        act(custody -> custody.place("subject", null, new Subject("run", "r1"), "case 13/26", ADMIN));
        shorten(4_000);
        ledger.asSuperuser("UPDATE ledger.entry SET at = at - interval '12 years' WHERE subject_kind = 'run'");
        act(Custody::expire);
        assertThat(texts("leaver", "comment")).isEqualTo(2);
        assertThat(texts("stayer", "comment")).isZero();
        ledger.sequencer(10).tick();
        assertThat(ledger.verify().intact()).isTrue();
    }

    @Test
    void retentionBelowTheLegalMinimumIsRefusedAndShorteningWaits() throws Exception {
        assertThatThrownBy(() -> act(custody -> custody.retain(100, "less to keep", ADMIN)))
                .hasMessageContaining("The legal minimum is 3653 days");
        shorten(4_000);
        assertThat(act(Custody::retention).days()).isEqualTo(4_000);
        Optional<CustodyRequest> waits = act(custody -> custody.retain(5_000, "the auditor asked", ADMIN));
        assertThat(waits).isEmpty();
        assertThat(act(Custody::retention).days()).isEqualTo(5_000);
        assertThat(actions()).isEqualTo("retention.shortening-requested retention.shortened retention.lengthened ");
    }

    private void shorten(int days) throws Exception {
        Optional<CustodyRequest> asked = act(custody -> custody.retain(days, "less to keep", ADMIN));
        assertThat(act(Custody::retention).days()).isNull();
        act(custody -> custody.confirm(asked.orElseThrow().id(), SECOND));
    }

    /** Runs a use case in a transaction: commits, or rolls back when it throws. */
    private <T> T act(Function<Custody, T> use) throws SQLException {
        try (Connection connection = ledger.database.application().getConnection()) {
            connection.setAutoCommit(false);
            DataSource one = OneConnection.of(connection);
            Custody custody = new Custody();
            custody.ledger = new LedgerRuntime() {
                @Override
                DataSource dataSource() {
                    return one;
                }

                @Override
                int minimumRetentionDays() {
                    return 3_653;
                }

                @Override
                public VerifierKey key() {
                    return ledger.key();
                }
            };
            custody.audit = (actor, event) -> {
                try {
                    return new EntryWriter().append(connection, actor, event);
                } catch (SQLException failed) {
                    throw new IllegalStateException(failed);
                }
            };
            T result = use.apply(custody);
            connection.commit();
            return result;
        }
    }

    private void append(Actor actor, String action, String kind, String id, String comment) throws SQLException {
        try (Connection connection = ledger.database.application().getConnection()) {
            connection.setAutoCommit(false);
            AuditEvent event = AuditEvent.of(action, new Subject(kind, id))
                    .disclose("comment", comment)
                    .build();
            new EntryWriter().append(connection, actor, event);
            connection.commit();
        }
    }

    private long texts(String actor, String name) throws SQLException {
        return ledger.count("SELECT count(*) FROM ledger.disclosure d JOIN ledger.entry e ON e.id = d.entry_id"
                + " WHERE e.actor = '" + actor + "' AND d.name = '" + name + "'");
    }

    private int found(String text) throws SQLException {
        EntryFilter filter = new EntryFilter(null, null, null, null, null, null, text);
        return new StoredEntries(ledger.database.application())
                .newest(filter, null, 10)
                .size();
    }

    private String actions() throws SQLException {
        StringBuilder actions = new StringBuilder();
        try (Connection connection = ledger.database.application().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT action FROM ledger.entry WHERE action NOT IN ('run.sealed',"
                                + " 'sign-off.given') ORDER BY xid, id")) {
            while (rows.next()) {
                actions.append(rows.getString(1)).append(' ');
            }
        }
        return actions.toString();
    }

    private static Actor person(String subject, Role role) {
        return new Actor(
                Actor.Kind.PERSON,
                subject,
                subject.equals("leaver") ? "Lea Leaver" : "Name of " + subject,
                Set.of(role),
                "console",
                "192.0.2.9",
                UUID.randomUUID().toString(),
                new Authentication(Authentication.Method.BEARER, "1", null),
                null,
                Reach.everything());
    }
}
