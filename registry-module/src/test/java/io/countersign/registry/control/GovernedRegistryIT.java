package io.countersign.registry.control;

import static io.countersign.registry.control.RegistryFixture.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.EntryId;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.Subject;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.GivenSignOff;
import io.countersign.registry.RequiredSignOff;
import io.countersign.registry.TransitionDecision;
import io.countersign.registry.TransitionDemand;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GovernedRegistryIT {
    private static final String EVIDENCE = "e".repeat(64);
    private static final String POLICY = "b".repeat(64);
    private static final VersionId V1 = new VersionId("credit", 1);
    private static final VersionId V2 = new VersionId("credit", 2);

    private RegistryFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RegistryFixture();
        fixture.modelWithVersions("credit", 2);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void decidedTransitionMovesTheVersionAndArchivesTheOccupant() {
        promote(V1);
        UUID request = promote(V2);

        assertThat(stages()).containsExactly("1 Archived", "2 Production");
        assertThat(fixture.entries("model-version.transitioned")).containsExactly("credit/1", "credit/2");
        assertThat(fixture.entries("model-version.archived")).containsExactly("credit/1");
        assertThat(fixture.rows("SELECT outcome FROM registry.demand_outcome WHERE request_id = '" + request + "'"))
                .containsExactly("applied");
        Map<String, Object> fields = fixture.inTransaction(in -> in.versionEvidence
                .gather(new EvidenceRequest(Subject.modelVersion("credit", 1), Instant.now(), List.of()))
                .map(Evidence::fields)
                .orElseThrow());
        assertThat(fields).containsEntry("stage", "Archived").containsKeys("rootDigest", "files", "runId");
        assertThat(fields.get("history")).asString().contains("None", "Production", "Archived", request.toString());
    }

    @Test
    void demandIsAppliedOnce() {
        UUID request = promote(V1);
        assertRefused(() -> apply(request, sufficient()), "demand-open");
        assertThat(fixture.entries("model-version.transitioned")).containsExactly("credit/1");
    }

    @Test
    void closedDemandIsNotApplied() {
        UUID request = pin(V1, true);
        fixture.run(in -> in.registry.close(request, "withdrawn", person("rita")));
        assertRefused(() -> apply(request, sufficient()), "demand-open");
        assertThatThrownBy(() -> fixture.run(in -> in.registry.close(request, "rejected", person("rita"))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("withdrawn");
        assertThat(stages()).containsExactly("1 None", "2 None");
    }

    @Test
    void changeAfterPinningRefusesTheTransition() {
        UUID request = pin(V1, true);
        fixture.tracking.breakSeals();
        assertRefused(() -> apply(request, sufficient()), "seal-holds");
        assertThat(stages()).containsExactly("1 None", "2 None");
        assertThat(fixture.entries("model-version.transitioned")).isEmpty();
    }

    @Test
    void changedBytesRefuseTheTransition() {
        UUID request = pin(V1, true);
        fixture.tracking.changeArtifacts(
                new ArtifactManifest(List.of(new ArtifactFile("model/MLmodel", 612, "0".repeat(64))), "0".repeat(64)));
        assertRefused(() -> apply(request, sufficient()), "bytes-hold");
    }

    @Test
    void movedVersionRefusesTheTransition() {
        UUID request = pin(V1, true);
        fixture.run(in -> in.transitions.movedAtOnce(new TransitionIntent(V1, "Archived", false, ""), person("rita")));
        assertRefused(() -> apply(request, sufficient()), "stage-unchanged");
    }

    @Test
    void requesterCannotSign() {
        UUID request = pin(V1, true);
        assertRefused(() -> apply(request, List.of(signed("rita"))), "duties-separated");
    }

    @Test
    void takenStageIsNotEnteredWithoutArchiving() {
        promote(V1);
        UUID request = pin(V2, false);
        assertRefused(() -> apply(request, sufficient()), "stage-free");
        assertThat(stages()).containsExactly("1 Production", "2 None");
    }

    @Test
    void demandThatLiesAboutPersonsIsNotPinned() {
        TransitionDemand honest = demand(UUID.randomUUID(), V1, true);
        TransitionDemand otherRegistrar = new TransitionDemand(
                honest.requestId(),
                honest.intent(),
                "rita",
                "dave",
                "mallory",
                honest.policy(),
                POLICY,
                EVIDENCE,
                RunsInMemory.SEAL,
                honest.signOffs());
        TransitionDemand otherDeveloper = new TransitionDemand(
                honest.requestId(),
                honest.intent(),
                "rita",
                "mallory",
                "greg",
                honest.policy(),
                POLICY,
                EVIDENCE,
                RunsInMemory.SEAL,
                honest.signOffs());
        assertThatThrownBy(() -> fixture.run(in -> in.registry.pin(otherRegistrar, person("rita"))))
                .hasMessageContaining("registrar");
        assertThatThrownBy(() -> fixture.run(in -> in.registry.pin(otherDeveloper, person("rita"))))
                .hasMessageContaining("developer");
        assertThat(fixture.rows("SELECT request_id FROM registry.pinned_demand"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE registry.pinned_demand SET requester = 'x'",
                "DELETE FROM registry.pinned_demand",
                "TRUNCATE registry.pinned_demand CASCADE",
                "UPDATE registry.pinned_sign_off SET count = 0",
                "DELETE FROM registry.pinned_sign_off",
                "DELETE FROM registry.demand_outcome",
                "UPDATE registry.stage_change SET to_stage = 'Production'",
                "UPDATE registry.model_version_file SET sha256 = ''"
            })
    void whatIsWrittenOnceStaysEvenAgainstTheOwner(String attack) {
        promote(V1);
        assertThatThrownBy(() -> RegistryFixture.sql(fixture.database.owner(), attack))
                .hasMessageContaining("written once");
        assertThatThrownBy(() -> RegistryFixture.sql(fixture.database.application(), attack))
                .hasMessageContaining("permission denied");
    }

    @Test
    void applicationRoleCannotLoosenAGuard() {
        assertThatThrownBy(() -> RegistryFixture.sql(
                        fixture.database.application(), "UPDATE registry.stage SET guarded_by = NULL"))
                .hasMessageContaining("by an approved change alone");
        assertThatThrownBy(() ->
                        RegistryFixture.sql(fixture.database.application(), "DELETE FROM registry.protected_alias"))
                .hasMessageContaining("by an approved change alone");
    }

    @Test
    void databaseRefusesASecondOccupant() {
        promote(V1);
        assertThatThrownBy(() -> RegistryFixture.sql(
                        fixture.database.superuser(),
                        "UPDATE registry.model_version SET stage = 'Production', exclusive = true WHERE number = 2"))
                .hasMessageContaining("model_version_sole_occupant");
        assertThatThrownBy(() -> RegistryFixture.sql(
                        fixture.database.superuser(),
                        "UPDATE registry.model_version SET stage = 'Production', exclusive = false WHERE number = 2"))
                .hasMessageContaining("foreign key");
    }

    @Test
    void productionIsNeverEmptyOrDoubleWhileVersionsAreSwapped() throws Exception {
        fixture.modelWithVersions("swapped", 9);
        promote(new VersionId("swapped", 1));
        List<UUID> requests = new ArrayList<>();
        for (int version = 2; version <= 9; version++) {
            requests.add(pin(new VersionId("swapped", version), true));
        }
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(9);
        Future<List<String>> seen = threads.submit(() -> watch(done));
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<EntryId>> swaps = requests.stream()
                .<Callable<EntryId>>map(request -> () -> {
                    start.await();
                    return apply(request, sufficient());
                })
                .toList();
        List<Future<EntryId>> results = swaps.stream().map(threads::submit).toList();
        start.countDown();
        for (Future<EntryId> result : results) {
            assertThat(result.get(60, TimeUnit.SECONDS)).isNotNull();
        }
        done.set(true);
        assertThat(seen.get(60, TimeUnit.SECONDS)).hasSizeGreaterThan(1).containsOnly("1");
        threads.shutdown();
        assertThat(fixture.rows("SELECT stage || ' ' || count(*) FROM registry.model_version v"
                        + " JOIN registry.registered_model m ON m.id = v.model_id WHERE m.name = 'swapped'"
                        + " GROUP BY stage ORDER BY stage"))
                .containsExactly("Archived 8", "Production 1");
        assertThat(fixture.entries("model-version.archived")).hasSize(8).doesNotHaveDuplicates();
    }

    private List<String> watch(AtomicBoolean done) {
        List<String> counts = new ArrayList<>();
        while (!done.get() || counts.isEmpty()) {
            counts.addAll(fixture.rows("SELECT count(*) FROM registry.model_version v JOIN registry.registered_model m"
                    + " ON m.id = v.model_id WHERE m.name = 'swapped' AND v.stage = 'Production'"));
        }
        return counts;
    }

    private UUID promote(VersionId version) {
        UUID request = pin(version, true);
        apply(request, sufficient());
        return request;
    }

    private UUID pin(VersionId version, boolean archiveExisting) {
        UUID request = UUID.randomUUID();
        fixture.run(in -> in.registry.pin(demand(request, version, archiveExisting), person("rita")));
        return request;
    }

    private EntryId apply(UUID request, List<GivenSignOff> signOffs) {
        return fixture.inTransaction(
                in -> in.registry.apply(new TransitionDecision(request, POLICY, EVIDENCE, signOffs), person("rhea")));
    }

    private static List<GivenSignOff> sufficient() {
        return List.of(signed("rhea"));
    }

    private static GivenSignOff signed(String subject) {
        return new GivenSignOff(
                subject, "risk-approver", "approved", EVIDENCE, Instant.now(), new EntryId(UUID.randomUUID()));
    }

    private static TransitionDemand demand(UUID request, VersionId version, boolean archiveExisting) {
        return new TransitionDemand(
                request,
                new TransitionIntent(version, "Production", archiveExisting, "better on thin files"),
                "rita",
                "dave",
                "greg",
                "model-promotion@1",
                POLICY,
                EVIDENCE,
                RunsInMemory.SEAL,
                List.of(new RequiredSignOff("risk-approver", "approved", 1)));
    }

    private List<String> stages() {
        return fixture.rows(
                "SELECT number || ' ' || stage FROM registry.model_version v JOIN registry.registered_model m"
                        + " ON m.id = v.model_id WHERE m.name = 'credit' ORDER BY number");
    }

    private static void assertRefused(Callable<?> call, String check) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.details())
                        .containsEntry("check", check));
    }
}
