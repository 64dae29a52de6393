package io.countersign.approvals.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approvals.policy.Comparator;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.approvals.policy.Verdict;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entities and schema fit (Hibernate validates), and the database keeps facts as they were inserted. */
class ApprovalsSchemaIT {
    private static final byte[] EVIDENCE = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Actor ACTOR = new Actor(
            Actor.Kind.PERSON,
            "rita",
            "Rita Approver",
            Set.of(),
            "console",
            null,
            "r1",
            new Authentication(Authentication.Method.OIDC_SESSION, "1", Instant.parse("2026-11-23T08:00:00Z")),
            null,
            Reach.everything());

    private static TestDatabase database;
    private static SessionFactory sessions;
    private static PolicyRef policy;

    @BeforeAll
    static void start() {
        database = TestDatabase.with("approvals");
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Promotion.class)
                .addAnnotatedClass(SignOff.class)
                .addAnnotatedClass(Policy.class)
                .addAnnotatedClass(TrailEntry.class)
                .addAnnotatedClass(Approval.class)
                .addAnnotatedClass(ApprovalCondition.class)
                .addAnnotatedClass(RetrospectiveReview.class)
                .addAnnotatedClass(Waiver.class)
                .addAnnotatedClass(Finding.class)
                .addAnnotatedClass(PolicyChange.class)
                .addAnnotatedClass(Task.class)
                .addAnnotatedClass(Remark.class)
                .addAnnotatedClass(SeenPerson.class)
                .addAnnotatedClass(Absence.class)
                .setProperty("hibernate.default_schema", "approvals")
                .setProperty("hibernate.hbm2ddl.auto", "validate");
        configuration.getProperties().put("hibernate.connection.datasource", database.application());
        sessions = configuration.buildSessionFactory();
        policy = sessions.fromTransaction(session -> {
            Policy shipped = new Policy(
                    new Policy.Key("model-promotion", 1),
                    new PolicyTables(new byte[] {1, 2}, new byte[] {3}),
                    true,
                    ACTOR,
                    Instant.now());
            session.persist(shipped);
            return shipped.ref();
        });
    }

    @AfterAll
    static void stop() {
        sessions.close();
    }

    @Test
    void keepsEveryPartOfARequest() {
        ThresholdResult nan = new ThresholdResult(
                "test/auc", Comparator.AT_LEAST, 0.7, Double.NaN, Verdict.FAILED, "test/auc is NaN, must be >= 0.70");
        ThresholdResult missing =
                new ThresholdResult("test/ks", Comparator.AT_LEAST, 0.3, null, Verdict.FAILED, "missing");
        Promotion stored = open("kept", List.of(nan, missing));

        Promotion read = sessions.fromTransaction(session -> session.find(Promotion.class, stored.id()));

        assertThat(read.thresholds()).containsExactly(nan, missing);
        assertThat(read.requiredSignOffs()).containsExactly(new SignOffRule("risk-approver", "approved", 2, 365));
        assertThat(read.intent()).isEqualTo(stored.intent());
        assertThat(read.involved()).isEqualTo(stored.involved());
        assertThat(read.policy()).isEqualTo(policy);
        assertThat(read.frozen().evidence()).isEqualTo(EVIDENCE);
        assertThat(read.frozen().runId()).isEqualTo("run1");
        assertThat(read.state()).isEqualTo(PromotionState.OPEN);
        assertThat(read.closedAt()).isEmpty();
    }

    @Test
    void closesOnceAndStaysClosed() throws SQLException {
        Promotion stored = open("closes", List.of());
        sessions.inTransaction(
                session -> session.find(Promotion.class, stored.id()).approve(Instant.parse("2026-11-23T09:00:00Z")));

        assertThat(sessions.fromTransaction(session -> session.find(Promotion.class, stored.id()))
                        .state())
                .isEqualTo(PromotionState.APPROVED);
        assertRefused(
                "UPDATE approvals.promotion SET state = 'open', closed_at = NULL WHERE id = '" + stored.id() + "'",
                "cannot become open");
    }

    @Test
    void opensOneRequestForAVersionAndStage() {
        open("twice", List.of());

        assertThatThrownBy(() -> open("twice", List.of())).hasMessageContaining("promotion_open");
    }

    @Test
    void takesOneSignOffOfAPerson() {
        Promotion promotion = open("signed", List.of());
        sessions.inTransaction(session -> session.persist(signOff(promotion)));

        SignOff read = sessions.fromTransaction(
                session -> session.createQuery("select s from SignOff s where s.promotionId = :id", SignOff.class)
                        .setParameter("id", promotion.id())
                        .getSingleResult());
        assertThat(read.printedName()).isEqualTo("Rita Approver");
        assertThat(read.policy()).isEqualTo(policy);
        assertThat(read.authentication()).isEqualTo(ACTOR.authentication());
        assertThatThrownBy(() -> sessions.inTransaction(session -> session.persist(signOff(promotion))))
                .hasMessageContaining("sign_off_promotion_id_subject_key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE approvals.policy SET thresholds = ''",
                "DELETE FROM approvals.policy",
                "UPDATE approvals.sign_off SET meaning = 'approved'",
                "DELETE FROM approvals.sign_off",
                "UPDATE approvals.promotion SET evidence = ''",
                "UPDATE approvals.promotion SET required_sign_offs = '[]'",
                "DELETE FROM approvals.promotion",
                "UPDATE approvals.promotion_entry SET position = 1",
                "TRUNCATE approvals.sign_off"
            })
    void applicationCannotRewriteFacts(String rewrite) throws SQLException {
        assertRefused(rewrite, "permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE approvals.policy SET thresholds = ''",
                "DELETE FROM approvals.sign_off",
                "DELETE FROM approvals.promotion",
                "TRUNCATE approvals.promotion_entry"
            })
    void ownerIsStoppedByTriggers(String rewrite) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(rewrite)).hasMessageContaining("are facts");
        }
    }

    private static void assertRefused(String sql, String reason) throws SQLException {
        try (Connection connection = database.application().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining(reason);
        }
    }

    private static SignOff signOff(Promotion promotion) {
        return new SignOff(
                UUID.randomUUID(),
                promotion,
                ACTOR,
                new SignOff.Statement(
                        "risk-approver", "approved", "", promotion.frozen().digest()),
                Instant.now(),
                new EntryId(UUID.randomUUID()));
    }

    private static Promotion open(String model, List<ThresholdResult> thresholds) {
        Promotion promotion = Promotion.open(
                UUID.randomUUID(),
                new Intent(model, 3, "Production", true, "because"),
                new Involved("erin", "Erin", "dan", "Dan", "greg", "Greg"),
                policy,
                new Frozen(3, "run1", "seal", EVIDENCE, sha256()),
                new Promotion.Assessed(thresholds, List.of(new SignOffRule("risk-approver", "approved", 2, 365))),
                Instant.now());
        sessions.inTransaction(session -> session.persist(promotion));
        return promotion;
    }

    private static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(EVIDENCE));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
