package io.countersign.tracking.retention;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.RunId;
import io.countersign.tracking.RunUse;
import io.countersign.tracking.comment.RunComments;
import io.countersign.tracking.control.ArtifactStore;
import io.countersign.tracking.control.ArtifactTransfers;
import io.countersign.tracking.control.Artifacts;
import io.countersign.tracking.control.FileArtifactStore;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingFixture;
import io.countersign.tracking.control.TrackingFixture.Work;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionIT {
    private static final Actor ADMIN = with(Role.ADMIN);
    private static final Actor JOB = Actor.system("purge", "test");

    @TempDir
    Path directory;

    private TrackingFixture fixture;
    private ArtifactStore store;
    private final Versions versions = new Versions();

    /** What a registry would say. */
    private static final class Versions implements RunUse {
        private final Set<RunId> used = ConcurrentHashMap.newKeySet();

        @Override
        public Map<RunId, List<String>> standingOn(Collection<RunId> runs) {
            return runs.stream()
                    .filter(used::contains)
                    .collect(Collectors.toMap(
                            Function.identity(), run -> List.of("registered model credit, version 3")));
        }
    }

    @BeforeEach
    void start() throws IOException {
        fixture = new TrackingFixture();
        store = new FileArtifactStore(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static Actor with(Role role) {
        return new Actor(
                ENGINEER.kind(),
                "admin-1",
                "Ada Admin",
                Set.of(role),
                "test",
                null,
                "r-1",
                ENGINEER.authentication(),
                null,
                ENGINEER.reach());
    }

    private RunUses uses() {
        return new RunUses(List.of(versions));
    }

    private PurgeOrders orders(Work work) {
        return new PurgeOrders(work.database(), fixture.audit(), uses());
    }

    private Purging purging(Work work) {
        return new Purging(work.database(), fixture.audit(), uses());
    }

    private LegalHolds holds(Work work) {
        return new LegalHolds(work.database(), fixture.audit());
    }

    private UUID order(String... runs) {
        return fixture.in(work -> orders(work).order(ADMIN, List.of(runs), "keep the store small"))
                .id();
    }

    private PurgeOrders.Purge progress(UUID purge) {
        return fixture.in(work -> orders(work).get(ADMIN, purge));
    }

    private boolean decideOne() {
        return fixture.in(work -> purging(work).decideOne(JOB));
    }

    private boolean erasePoints() {
        return fixture.in(work -> purging(work).erasePoints());
    }

    private boolean sweep(ArtifactStore through) {
        OrphanBlobs.Due due = fixture.in(work -> new OrphanBlobs(work.database(), uses()).due(Duration.ZERO, 200));
        List<String> gone = new ArrayList<>();
        due.removable().forEach(blob -> {
            try {
                through.delete(blob);
                gone.add(blob);
            } catch (IOException failed) {
                gone.remove(blob);
            }
        });
        fixture.run(work -> new OrphanBlobs(work.database(), uses()).removed(gone));
        return gone.size() == due.removable().size();
    }

    private void carryOut() {
        while (decideOne()) {}
        while (erasePoints()) {}
        sweep(store);
    }

    /** A sealed run that holds something of everything. */
    private String fullRun() {
        String run = fixture.runningRun();
        fixture.run(work -> work.logging()
                .log(
                        ENGINEER,
                        run,
                        IntStream.range(0, 50)
                                .mapToObj(i -> new MetricPoint("loss", i, i, i))
                                .toList(),
                        List.of(new Param("p", "1")),
                        List.of(new Tag("t", "1"))));
        fixture.uses(
                run,
                new DatasetInput(
                        new Dataset("d", "1", "local", "{}", null, null),
                        List.of(new Tag(Tag.DATASET_CONTEXT, "train"))));
        upload(run, "model/MLmodel");
        fixture.run(work -> new RunComments(work.database(), fixture.audit()).write(ENGINEER, run, "why", null));
        fixture.finish(run);
        return run;
    }

    private void upload(String run, String path) {
        fixture.run(work -> new ArtifactTransfers(work.artifacts(), store)
                .upload(ENGINEER, new Artifacts.Place(run, path), new ByteArrayInputStream(new byte[] {1, 2}), 2));
    }

    private String deletedRun() {
        String run = fullRun();
        fixture.run(work -> work.runs().delete(ENGINEER, run));
        return run;
    }

    private long number(String run) {
        return fixture.count("SELECT id FROM tracking.run WHERE run_id = ?", run);
    }

    private long files() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private List<String> actions(String run) {
        return fixture.audit().actions(run);
    }

    @Test
    void aPurgeLeavesNothingOfTheRunInAnyTableNorInTheStore() throws Exception {
        String run = deletedRun();
        long number = number(run);
        String other = fullRun();
        UUID purge = order(run);
        assertThat(progress(purge).state()).isEqualTo("running");
        carryOut();
        PurgeOrders.Purge done = progress(purge);
        assertThat(done.state()).isEqualTo("done");
        assertThat(done.purged()).isOne();
        assertThat(done.kept()).isEmpty();
        try (var connection = fixture.database().superuser().getConnection()) {
            List<String> tables = Sql.list(
                    connection,
                    "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t"
                            + " USING (table_schema, table_name) WHERE c.table_schema = 'tracking' AND c.column_name = 'run'"
                            + " AND t.table_type = 'BASE TABLE' AND c.table_name <> 'purge_item'",
                    row -> row.getString(1));
            assertThat(tables).contains("param", "metric_point", "artifact", "seal", "run_comment", "run_model");
            for (String table : tables) {
                assertThat(Sql.first(
                                connection,
                                "SELECT count(*) FROM tracking." + table + " WHERE run = ?",
                                row -> row.getLong(1),
                                number))
                        .as(table)
                        .contains(0L);
            }
        }
        assertThat(fixture.count("SELECT count(*) FROM tracking.run WHERE run_id = ?", run))
                .isZero();
        assertThat(fixture.count("SELECT count(*) FROM tracking.orphan_blob")).isZero();
        assertThat(files()).isOne();
        assertThat(fixture.count("SELECT count(*) FROM tracking.metric_point")).isEqualTo(50);
        assertThat(actions(other)).doesNotContain("run.purged");
    }

    @Test
    void oneEntryOrdersAndOneTellsOfEachRunWithItsSeal() {
        String run = deletedRun();
        String seal = fixture.in(work -> {
            try {
                return work.database()
                        .sql(c -> Sql.first(
                                c,
                                "SELECT encode(digest, 'hex') FROM tracking.seal ORDER BY id DESC LIMIT 1",
                                row -> row.getString(1)))
                        .orElseThrow();
            } catch (RuntimeException failed) {
                throw failed;
            }
        });
        UUID purge = order(run);
        carryOut();
        AuditEvent ordered = fixture.audit().about(purge.toString()).get(0);
        assertThat(ordered.action()).isEqualTo("purge.ordered");
        assertThat(ordered.facts()).containsEntry("runs", 1);
        assertThat(ordered.disclosures()).containsEntry("reason", "keep the store small");
        assertThat(actions(run)).containsOnlyOnce("run.purged");
        AuditEvent purged = fixture.audit().about(run).stream()
                .filter(event -> event.action().equals("run.purged"))
                .findFirst()
                .orElseThrow();
        assertThat(purged.facts())
                .containsEntry("sealDigest", seal)
                .containsEntry("files", 1L)
                .containsEntry("purge", purge.toString());
        assertThat(purged.cause()).isNotNull();
        assertThat(purged.cause().value()).isEqualTo(progress(purge).ledgerEntry());
    }

    @Test
    void theDryRunChangesNothingAndSaysWhatKeepsARun() {
        String free = deletedRun();
        String held = deletedRun();
        String used = deletedRun();
        fixture.run(work -> holds(work).place(ADMIN, new Subject("run", held), "claim"));
        versions.used.add(new RunId(used));
        var page =
                fixture.in(work -> orders(work).candidates(with(Role.AUDITOR), null, null, PageToken.parse(null), 10));
        assertThat(page.items()).extracting(PurgeOrders.Candidate::runId).containsExactly(free, held, used);
        assertThat(page.items().get(0).obstacles()).isEmpty();
        assertThat(page.items().get(0).metricPoints()).isEqualTo(50);
        assertThat(page.items().get(0).artifactBytes()).isEqualTo(2);
        assertThat(page.items().get(0).deletedAt()).isNotNull();
        assertThat(page.items().get(1).obstacles()).containsExactly(Purging.HELD);
        assertThat(page.items().get(2).obstacles()).containsExactly("registered model credit, version 3");
        assertThat(fixture.in(work ->
                                orders(work).candidates(ADMIN, "0", java.time.Instant.EPOCH, PageToken.parse(null), 10))
                        .items())
                .isEmpty();
        assertThat(decideOne()).isFalse();
    }

    @Test
    void whatIsHeldUsedOrNotDeletedIsKeptAndThePurgeSaysWhy() {
        String active = fullRun();
        String held = deletedRun();
        String used = deletedRun();
        fixture.run(work -> holds(work).place(ADMIN, new Subject("experiment", "0"), "claim"));
        UUID hold = fixture.in(work -> holds(work).list(ADMIN, true, PageToken.parse(null), 9))
                .items()
                .get(0)
                .id();
        UUID first = order(held, "f".repeat(32));
        carryOut();
        assertThat(progress(first).kept())
                .containsExactlyInAnyOrder(
                        new PurgeOrders.Kept(held, Purging.HELD),
                        new PurgeOrders.Kept("f".repeat(32), "There is no such run"));
        assertThat(actions(held)).contains("run.kept");
        fixture.run(work -> holds(work).lift(ADMIN, hold, "settled"));
        versions.used.add(new RunId(used));
        UUID second = order(active, held, used);
        carryOut();
        assertThat(progress(second).purged()).isOne();
        assertThat(progress(second).kept())
                .containsExactlyInAnyOrder(
                        new PurgeOrders.Kept(active, "It is not deleted"),
                        new PurgeOrders.Kept(used, "registered model credit, version 3"));
        assertThat(fixture.count("SELECT count(*) FROM tracking.param WHERE run = ?", number(used)))
                .isOne();
    }

    @Test
    void aServerThatDiesInTheMiddleOfARunLeavesItWholeAndGoesOnLater() {
        String run = deletedRun();
        UUID purge = order(run);
        assertThatThrownBy(() -> fixture.in(work -> {
                    purging(work).decideOne(JOB);
                    throw new IllegalStateException("killed before the commit");
                }))
                .hasMessage("killed before the commit");
        assertThat(fixture.count("SELECT count(*) FROM tracking.metric_point WHERE run = ?", number(run)))
                .isEqualTo(50);
        assertThat(progress(purge).waiting()).isOne();
        carryOut();
        assertThat(progress(purge).state()).isEqualTo("done");
    }

    @Test
    void aServerThatDiesBetweenTheRunAndItsPointsOrItsBytesGoesOnLater() {
        String run = deletedRun();
        UUID purge = order(run);
        decideOne();
        assertThat(progress(purge).pointsLeft()).isTrue();
        assertThat(progress(purge).blobsLeft()).isOne();
        assertThatThrownBy(() -> fixture.in(work -> {
                    purging(work).erasePoints();
                    throw new IllegalStateException("killed before the commit");
                }))
                .hasMessage("killed before the commit");
        assertThat(progress(purge).pointsLeft()).isTrue();
        while (erasePoints()) {}
        assertThat(progress(purge).pointsLeft()).isFalse();
        assertThat(progress(purge).state()).isEqualTo("running");
        sweep(store);
        assertThat(progress(purge).state()).isEqualTo("done");
        assertThat(files()).isZero();
    }

    @Test
    void aStoreThatFailsIsAskedAgainAndBytesThatAreGoneAlreadyDoNoHarm() throws IOException {
        String run = deletedRun();
        UUID purge = order(run);
        while (decideOne()) {}
        while (erasePoints()) {}
        assertThat(sweep(new Failing(store))).isFalse();
        assertThat(progress(purge).blobsLeft()).isOne();
        assertThat(files()).isOne();
        // killed after the store removed the bytes, before the row went
        store.delete(fixture.in(work -> work.database()
                        .sql(c -> Sql.first(c, "SELECT blob FROM tracking.orphan_blob", row -> row.getString(1))))
                .orElseThrow());
        assertThat(sweep(store)).isTrue();
        assertThat(progress(purge).state()).isEqualTo("done");
    }

    /** A store that is down. */
    private record Failing(ArtifactStore behind) implements ArtifactStore {
        @Override
        public StoredBytes put(String key, InputStream bytes) throws IOException {
            return behind.put(key, bytes);
        }

        @Override
        public InputStream open(String key) throws IOException {
            return behind.open(key);
        }

        @Override
        public void delete(String key) throws IOException {
            throw new IOException("the store is down");
        }
    }

    @Test
    void manyNodesPurgeEachRunOnce() {
        String[] runs = IntStream.range(0, 12).mapToObj(i -> deletedRun()).toArray(String[]::new);
        UUID purge = order(runs);
        List<CompletableFuture<Void>> nodes = IntStream.range(0, 4)
                .mapToObj(node -> CompletableFuture.runAsync(() -> {
                    while (decideOne()) {}
                }))
                .toList();
        nodes.forEach(CompletableFuture::join);
        assertThat(progress(purge).purged()).isEqualTo(12);
        List.of(runs).forEach(run -> assertThat(actions(run)).containsOnlyOnce("run.purged"));
    }

    @Test
    void aRunThatSomebodyBeginsToStandOnIsKept() {
        String run = deletedRun();
        UUID purge = order(run);
        fixture.run(registering -> {
            registering.tracking().manifest(new RunId(run), "model");
            assertThatThrownBy(this::decideOne).rootCause().hasMessageContaining("lock timeout");
            versions.used.add(new RunId(run));
        });
        carryOut();
        assertThat(progress(purge).kept())
                .extracting(PurgeOrders.Kept::why)
                .containsExactly("registered model credit, version 3");
    }

    @Test
    void aRunThatIsRestoredInTimeIsKept() {
        String run = deletedRun();
        UUID purge = order(run);
        fixture.run(work -> work.runs().restore(ENGINEER, run));
        carryOut();
        assertThat(progress(purge).kept()).containsExactly(new PurgeOrders.Kept(run, "It is not deleted"));
    }

    @Test
    void aPurgedRunIsGoneForEverybodyAndItsPlaceInTheGraphStays() {
        String run = deletedRun();
        fixture.run(work -> new io.countersign.tracking.lineage.RecordedLineage(work.database())
                .link(LineageNode.run(new RunId(run)), LineageNode.deployment("kept")));
        order(run);
        carryOut();
        assertThatThrownBy(() -> fixture.in(work -> work.runs().get(ENGINEER, run)))
                .hasMessageContaining("not found");
        assertThatThrownBy(() -> fixture.in(work -> {
                    work.runs().restore(ENGINEER, run);
                    return 0;
                }))
                .hasMessageContaining("not found");
        assertThat(fixture.count("SELECT count(*) FROM tracking.lineage_node WHERE node = ?", "run:" + run))
                .isOne();
    }

    @Test
    void bytesThatARegisteredVersionIsBoundToStayAlsoWhenTheyAreReplaced() {
        String run = fullRun();
        versions.used.add(new RunId(run));
        upload(run, "model/MLmodel");
        sweep(store);
        assertThat(files()).isEqualTo(2);
        versions.used.clear();
        sweep(store);
        assertThat(files()).as("looked at again after an hour").isEqualTo(2);
        try (var connection = fixture.database().superuser().getConnection()) {
            Sql.update(connection, "UPDATE tracking.orphan_blob SET checked_at = now() - interval '2 hours'");
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
        sweep(store);
        assertThat(files()).isOne();
    }

    @Test
    void filesOfAHeldRunAreNeitherReplacedNorRemoved() {
        String run = fullRun();
        fixture.run(work -> holds(work).place(ADMIN, new Subject("run", run), "claim"));
        assertThatThrownBy(() -> upload(run, "model/MLmodel")).hasMessageContaining("legal hold");
        assertThatThrownBy(
                        () -> fixture.run(work -> work.artifacts().remove(ENGINEER, new Artifacts.Place(run, "model"))))
                .hasMessageContaining("legal hold");
        upload(run, "model/more");
        assertThat(files()).isEqualTo(2);
    }

    @Test
    void holdsArePlacedAndLiftedOnceEachWithTheirEntries() {
        String run = fullRun();
        LegalHolds.Hold hold = fixture.in(work -> holds(work).place(ADMIN, new Subject("run", run), "claim"));
        assertThat(hold.placedBy()).isEqualTo(new Person("admin-1", "Ada Admin"));
        LegalHolds.Hold lifted = fixture.in(work -> holds(work).lift(ADMIN, hold.id(), "settled"));
        assertThat(lifted.liftReason()).isEqualTo("settled");
        assertThat(lifted.liftedAt()).isNotNull();
        assertThatThrownBy(() -> fixture.in(work -> holds(work).lift(ADMIN, hold.id(), "again")))
                .hasMessageContaining("already");
        assertThat(actions(run)).containsSubsequence("legal-hold.placed", "legal-hold.lifted");
        assertThat(fixture.in(work -> holds(work).list(ADMIN, true, PageToken.parse(null), 9))
                        .items())
                .isEmpty();
        assertThat(fixture.in(work -> holds(work).list(ADMIN, null, PageToken.parse(null), 9))
                        .items())
                .hasSize(1);
        assertThatThrownBy(() -> fixture.in(work -> holds(work).place(ADMIN, new Subject("run", "f".repeat(32)), "x")))
                .hasMessageContaining("no run");
        assertThatThrownBy(() -> fixture.in(work -> holds(work).place(ADMIN, new Subject("model", "m"), "x")))
                .hasMessageContaining("run or on an experiment");
    }

    @Test
    void onlyAnAdministratorDecides() {
        String run = deletedRun();
        Actor auditor = with(Role.AUDITOR);
        assertThatThrownBy(() -> fixture.in(work -> orders(work).order(auditor, List.of(run), "x")))
                .hasMessageContaining("administrator");
        assertThatThrownBy(() -> fixture.in(work -> holds(work).place(auditor, new Subject("run", run), "x")))
                .hasMessageContaining("administrator");
        assertThatThrownBy(() ->
                        fixture.in(work -> orders(work).candidates(ENGINEER, null, null, PageToken.parse(null), 9)))
                .hasMessageContaining("auditors");
        assertThatThrownBy(() -> fixture.in(work -> orders(work).order(ADMIN, List.of(), "x")))
                .hasMessageContaining("1 to 10000");
        assertThatThrownBy(() -> fixture.in(work -> orders(work).order(ADMIN, List.of("../x"), "x")))
                .hasMessageContaining("Not the id");
        assertThatThrownBy(() -> fixture.in(work -> orders(work).order(ADMIN, List.of(run), " ")))
                .hasMessageContaining("reason");
        assertThat(fixture.count("SELECT count(*) FROM tracking.purge")).isZero();
    }

    @Test
    void theApplicationsRoleDestroysARunOnlyByTheFunctionThatChecks() throws Exception {
        String run = fullRun();
        try (var connection = fixture.database().application().getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM tracking.metric_point"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("DELETE FROM tracking.run"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("SELECT tracking.purge_run(" + number(run) + ")"))
                    .hasMessageContaining("is not deleted");
            assertThatThrownBy(() -> statement.execute("SELECT tracking.purge_points(" + number(run) + ", 10)"))
                    .hasMessageContaining("still here");
        }
    }
}
