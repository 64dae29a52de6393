package io.countersign.tracking.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.tracking.LineageNode;
import io.countersign.tracking.control.TrackingFixture;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordedLineageIT {
    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static void record(java.util.function.Consumer<RecordedLineage> work) {
        fixture.run(transaction -> work.accept(new RecordedLineage(transaction.database())));
    }

    private static long edges(LineageNode from, LineageNode to) {
        return fixture.count(
                "SELECT count(*) FROM tracking.lineage_edge e JOIN tracking.lineage_node f ON f.id = e.source"
                        + " JOIN tracking.lineage_node t ON t.id = e.target WHERE f.node = ? AND t.node = ?",
                from.id(),
                to.id());
    }

    @Test
    void linkingTwiceKeepsOneEdge() {
        LineageNode version = LineageNode.modelVersion("once", 1);
        LineageNode deployment = LineageNode.deployment("once");
        record(lineage -> lineage.link(version, deployment));
        record(lineage -> lineage.link(version, deployment));
        assertThat(edges(version, deployment)).isOne();
    }

    @Test
    void aRenamedNodeKeepsItsEdgesAndLabel() {
        LineageNode was = LineageNode.modelVersion("was", 1);
        LineageNode is = LineageNode.modelVersion("is", 1);
        LineageNode up = LineageNode.modelVersion("up", 1);
        LineageNode down = LineageNode.deployment("down");
        record(lineage -> lineage.link(up, was));
        record(lineage -> lineage.link(was, down));
        record(lineage -> lineage.link(was, is));
        record(lineage -> lineage.describe(was, "the old name"));
        record(lineage -> lineage.renamed(was, is));
        record(lineage -> lineage.renamed(was, is));
        assertThat(edges(up, is)).isOne();
        assertThat(edges(is, down)).isOne();
        assertThat(fixture.count("SELECT count(*) FROM tracking.lineage_node WHERE node = ?", was.id()))
                .isZero();
        assertThat(fixture.count(
                        "SELECT count(*) FROM tracking.lineage_node WHERE node = ? AND label = 'the old name'",
                        is.id()))
                .isOne();
        assertThat(fixture.count("SELECT count(*) FROM tracking.lineage_edge WHERE source = target"))
                .isZero();
    }

    @Test
    void manyTellersOfTheSameEdgesNeverWaitInACircle() {
        List<CompletableFuture<Void>> tellers = IntStream.range(0, 8)
                .mapToObj(teller -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 25; i++) {
                        int n = teller % 2 == 0 ? i : 24 - i;
                        record(lineage ->
                                lineage.link(LineageNode.modelVersion("busy", 1), LineageNode.deployment("busy-" + n)));
                    }
                }))
                .toList();
        tellers.forEach(CompletableFuture::join);
        assertThat(fixture.count("SELECT count(*) FROM tracking.lineage_node WHERE node LIKE 'deployment:busy-%'"))
                .isEqualTo(25);
    }
}
