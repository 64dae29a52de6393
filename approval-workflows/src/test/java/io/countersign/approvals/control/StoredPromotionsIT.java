package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Policy;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.PromotionState;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.TrailEntry;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.audit.EntryId;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every query of the module, under the strict JPQL that the server asks for. */
class StoredPromotionsIT {
    private static SessionFactory sessions;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.with("approvals");
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Promotion.class)
                .addAnnotatedClass(SignOff.class)
                .addAnnotatedClass(Policy.class)
                .addAnnotatedClass(TrailEntry.class)
                .addAnnotatedClass(io.countersign.approvals.entity.Approval.class)
                .addAnnotatedClass(io.countersign.approvals.entity.ApprovalCondition.class)
                .addAnnotatedClass(io.countersign.approvals.entity.RetrospectiveReview.class)
                .addAnnotatedClass(io.countersign.approvals.entity.Waiver.class)
                .addAnnotatedClass(io.countersign.approvals.entity.Finding.class)
                .addAnnotatedClass(io.countersign.approvals.entity.PolicyChange.class)
                .addAnnotatedClass(io.countersign.approvals.entity.Task.class)
                .addAnnotatedClass(io.countersign.approvals.entity.Remark.class)
                .addAnnotatedClass(io.countersign.approvals.entity.SeenPerson.class)
                .addAnnotatedClass(io.countersign.approvals.entity.Absence.class)
                .setProperty("hibernate.default_schema", "approvals")
                .setProperty("hibernate.jpa.compliance.query", "true");
        configuration.getProperties().put("hibernate.connection.datasource", database.application());
        sessions = configuration.buildSessionFactory();
        sessions.inTransaction(session -> session.persist(new Policy(
                new Policy.Key("model-promotion", 1),
                new PolicyTables(new byte[] {1}, new byte[] {2}),
                true,
                Actors.person("installer"),
                Instant.now())));
    }

    @AfterAll
    static void stop() {
        sessions.close();
    }

    @Test
    void findsTheNewestPolicy() {
        sessions.inTransaction(session -> {
            Policies policies = new Policies();
            policies.entities = session;
            policies.times = new Times();
            assertThat(policies.current().ref().text()).isEqualTo("model-promotion@1");
        });
    }

    @Test
    void findsWhatIsOpenAndWhatWasRefusedForAnIntent() {
        Promotion open = request("open", 0.78);
        Promotion refused = request("refused", 0.6);
        refused.refuse("test/auc 0.60 < 0.70", Instant.now());
        store(open, refused);

        in(promotions -> {
            assertThat(promotions.openFor(open.intent())).map(Promotion::id).contains(open.id());
            assertThat(promotions.openFor(refused.intent())).isEmpty();
            assertThat(promotions.newestRefusal(refused.intent()))
                    .map(Promotion::id)
                    .contains(refused.id());
            assertThat(promotions.lock(open.id()).isOpen()).isTrue();
        });
    }

    @Test
    void listsNewestFirstByStateAndModel() {
        Promotion first = request("listed", 0.78);
        first.reject("no", Instant.now());
        Promotion second = request("listed", 0.78);
        store(first, second);

        in(promotions -> {
            assertThat(promotions.list(null, "listed", new PageToken(0), 10))
                    .extracting(Promotion::id)
                    .containsExactly(second.id(), first.id());
            assertThat(promotions.list(PromotionState.REJECTED, "listed", new PageToken(0), 10))
                    .extracting(Promotion::id)
                    .containsExactly(first.id());
            assertThat(promotions.list(null, "listed", new PageToken(1), 10)).hasSize(1);
            assertThat(promotions.all(List.of(first.id(), second.id()))).hasSize(2);
        });
    }

    @Test
    void readsSignOffsAndTrailOfTheirRequestAlone() {
        Promotion signed = request("signed", 0.78);
        Promotion other = request("other", 0.78);
        store(signed, other);
        EntryId entry = new EntryId(UUID.randomUUID());
        sessions.inTransaction(session -> {
            session.persist(new SignOff(
                    UUID.randomUUID(),
                    signed,
                    Actors.person("rita"),
                    new SignOff.Statement(
                            "risk-approver", "approved", "", signed.frozen().digest()),
                    Instant.now(),
                    entry));
            Trail trail = new Trail();
            trail.entities = session;
            trail.cite(signed, entry, "promotion.requested");
            trail.cite(signed, new EntryId(UUID.randomUUID()), "sign-off.given");
        });

        in(promotions -> {
            assertThat(promotions.signOffs(signed.id()))
                    .extracting(SignOff::subject)
                    .containsExactly("rita");
            assertThat(promotions.signOffs(other.id())).isEmpty();
            assertThat(promotions.trail(List.of(signed.id(), other.id())))
                    .extracting(TrailEntry::action)
                    .containsExactly("promotion.requested", "sign-off.given");
        });
    }

    @Test
    void locksAreTakenInTheTransaction() {
        sessions.inTransaction(session -> {
            Locks locks = new Locks();
            locks.entities = session;
            locks.policy();
            locks.intent(new Intent("credit", 1, "Production", false, ""));
            Number held = (Number) session.createNativeQuery(
                            "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
                            Long.class)
                    .getSingleResult();
            assertThat(held.intValue()).isEqualTo(2);
        });
    }

    private static void in(Consumer<Promotions> work) {
        sessions.inTransaction(session -> {
            Promotions promotions = new Promotions();
            promotions.entities = (EntityManager) session;
            work.accept(promotions);
        });
    }

    private static void store(Promotion... requests) {
        sessions.inTransaction(session -> List.of(requests).forEach(session::persist));
    }

    private static Promotion request(String model, double auc) {
        Assessment assessment = Assessed.creditModel(Map.of("test/auc", auc));
        Policy policy = new Policy(
                new Policy.Key("model-promotion", 1),
                new PolicyTables(new byte[] {1}, new byte[] {2}),
                true,
                Actors.person("installer"),
                Instant.now());
        return Promotion.open(
                UUID.randomUUID(),
                new Intent(model, 3, "Production", true, ""),
                assessment.involved(Actors.person("erin")),
                policy.ref(),
                EvidenceForm.freeze(assessment),
                assessment.assessed(),
                Instant.now());
    }
}
