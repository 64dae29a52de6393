package io.countersign.tracking.lineage;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.RunId;
import io.countersign.tracking.control.LoggedModels;
import io.countersign.tracking.control.TrackingFixture;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.ModelUse;
import io.countersign.tracking.entity.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageEventsIT {
    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static JsonNode json(String text) {
        try {
            return Facets.MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException noJson) {
            throw new IllegalStateException(noJson);
        }
    }

    private static LineageEvents.Taken tell(Actor actor, String... events) {
        return fixture.in(work -> new LineageEvents(work.database())
                .record(
                        actor,
                        List.of(events).stream().map(LineageEventsIT::json).toList()));
    }

    private static LineageGraph.View graph(Actor actor, LineageNode node, LineageGraph.Direction way, int depth) {
        return fixture.in(work -> new LineageGraph(work.database()).from(actor, node, way, depth));
    }

    private static LineageGraph.View graph(LineageNode node, LineageGraph.Direction way) {
        return graph(ENGINEER, node, way, 20);
    }

    private static List<String> ids(LineageGraph.View view) {
        return view.nodes().stream().map(LineageGraph.NodeView::id).toList();
    }

    /** A run of job etl/{name}, which reads {@code in} and writes {@code out}. */
    private static String event(String type, String time, String run, String name, String in, String out, String more) {
        return "{'eventType':'" + type + "','eventTime':'" + time + "','producer':'https://example.org/etl',"
                + "'schemaURL':'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',"
                + "'run':{'runId':'" + run + "','facets':{" + more + "}},'job':{'namespace':'etl','name':'" + name
                + "'},'inputs':[{'namespace':'s3://lake','name':'" + in
                + "'}],'outputs':[{'namespace':'s3://lake','name':'" + out + "',"
                + "'outputFacets':{'outputStatistics':{'rowCount':7}}}]}";
    }

    private static String complete(String run, String job, String in, String out) {
        return event("COMPLETE", "2026-11-29T10:00:00Z", run, job, in, out, "");
    }

    @Test
    void theChainFromDatasetToDeploymentIsServedUpAndDownFromAnyNode() {
        String jobRun = UUID.randomUUID().toString();
        tell(ENGINEER, complete(jobRun, "chain", "chain/raw", "chain/clean"));
        String run = fixture.runningRun();
        fixture.uses(
                run,
                new DatasetInput(
                        new Dataset("clean", "d1", "s3", "{\"uri\":\"s3a://lake/chain/clean\"}", null, null),
                        List.of()));
        LineageNode version = LineageNode.modelVersion("chain", 1);
        LineageNode deployment = LineageNode.deployment("chain");
        fixture.run(work -> {
            RecordedLineage lineage = new RecordedLineage(work.database());
            lineage.link(LineageNode.run(new RunId(run)), version);
            lineage.link(version, deployment);
            lineage.describe(deployment, "production in eu-1");
        });
        List<LineageNode> chain = List.of(
                LineageNode.dataset("s3://lake", "chain/raw"),
                LineageNode.job("etl", "chain"),
                LineageNode.dataset("s3://lake", "chain/clean"),
                LineageNode.loggedDataset("clean", "d1"),
                LineageNode.run(new RunId(run)),
                version,
                deployment);
        for (int i = 0; i < chain.size(); i++) {
            List<String> below = ids(graph(chain.get(i), LineageGraph.Direction.DOWNSTREAM));
            List<String> above = ids(graph(chain.get(i), LineageGraph.Direction.UPSTREAM));
            assertThat(below)
                    .containsAll(chain.subList(i, chain.size()).stream()
                            .map(LineageNode::id)
                            .toList());
            assertThat(above)
                    .containsAll(chain.subList(0, i + 1).stream()
                            .map(LineageNode::id)
                            .toList());
            chain.subList(0, i).forEach(node -> assertThat(below).doesNotContain(node.id()));
            chain.subList(i + 1, chain.size()).forEach(node -> assertThat(above).doesNotContain(node.id()));
        }
        LineageGraph.View both = graph(LineageNode.run(new RunId(run)), LineageGraph.Direction.BOTH);
        assertThat(both.edges())
                .contains(
                        new LineageGraph.EdgeView(
                                chain.get(3).id(), chain.get(4).id()),
                        new LineageGraph.EdgeView(
                                chain.get(4).id(), chain.get(5).id()));
        assertThat(both.nodes())
                .filteredOn(node -> node.id().equals(deployment.id()))
                .singleElement()
                .satisfies(node -> assertThat(node.label()).isEqualTo("production in eu-1"));
        assertThat(both.truncated()).isFalse();
        assertThat(ids(graph(ENGINEER, version, LineageGraph.Direction.UPSTREAM, 1)))
                .containsExactly(version.id(), "run:" + run);
    }

    @Test
    void anEventThatComesAgainChangesNothing() {
        String run = UUID.randomUUID().toString();
        String event = complete(run, "again", "again/in", "again/out");
        assertThat(tell(ENGINEER, event)).isEqualTo(new LineageEvents.Taken(1, 0));
        assertThat(tell(ENGINEER, event, event)).isEqualTo(new LineageEvents.Taken(0, 2));
        assertThat(fixture.count("SELECT count(*) FROM tracking.lineage_event WHERE body LIKE ?", "%" + run + "%"))
                .isOne();
        assertThat(fixture.count(
                        "SELECT count(*) FROM tracking.lineage_edge e JOIN tracking.lineage_node n ON n.id = e.source"
                                + " WHERE n.node = ? AND e.facets = '{\"outputStatistics\":{\"rowCount\":7}}'",
                        "job-run:" + run))
                .isOne();
    }

    @Test
    void facetsAreKeptAsGivenAndALateEventOverwritesNothing() {
        String run = UUID.randomUUID().toString();
        String schema = "'facets':{'schema':{'_producer':'https://p','fields':[{'name':'%s','type':'INT'}]}}";
        String dataset = "{'eventTime':'%s','producer':'https://p','schemaURL':'https://s',"
                + "'dataset':{'namespace':'n','name':'late'," + schema + "}}";
        tell(ENGINEER, dataset.formatted("2026-11-29T12:00:00Z", "newer"));
        tell(ENGINEER, dataset.formatted("2026-11-29T11:00:00+00:00", "older"));
        LineageGraph.NodeView node = graph(LineageNode.dataset("n", "late"), LineageGraph.Direction.BOTH)
                .nodes()
                .get(0);
        assertThat(node.facets()).containsOnlyKeys("schema");
        assertThat(node.facets().get("schema").at("/fields/0/name").textValue()).isEqualTo("newer");
        tell(ENGINEER, event("COMPLETE", "2026-11-29T12:00:00Z", run, "late", "a", "b", ""));
        tell(ENGINEER, event("START", "2026-11-29T11:00:00Z", run, "late", "a", "b", ""));
        assertThat(graph(LineageNode.jobRun(UUID.fromString(run)), LineageGraph.Direction.UPSTREAM)
                        .nodes()
                        .get(0)
                        .state())
                .isEqualTo("COMPLETE");
        tell(
                ENGINEER,
                "{'eventTime':'2026-11-29T13:00:00Z','producer':'https://p','schemaURL':'https://s',"
                        + "'dataset':{'namespace':'n','name':'late','facets':{'schema':{'_deleted':true}}}}");
        assertThat(graph(LineageNode.dataset("n", "late"), LineageGraph.Direction.BOTH)
                        .nodes()
                        .get(0)
                        .facets())
                .isEmpty();
    }

    @Test
    void jobsCarrySourceCodeAndOwnersAndLinkWithoutARun() {
        tell(
                ENGINEER,
                "{'eventTime':'2026-11-29T10:00:00Z','producer':'https://p','schemaURL':'https://s#/$defs/JobEvent',"
                        + "'job':{'namespace':'dbt','name':'marts','facets':{"
                        + "'sourceCodeLocation':{'type':'git','url':'https://git/r','version':'4f1d2a9'},"
                        + "'ownership':{'owners':[{'name':'team:risk'}]}}},"
                        + "'inputs':[{'namespace':'pg','name':'loans'}],'outputs':[{'namespace':'pg','name':'mart'}]}");
        LineageGraph.View view = graph(LineageNode.job("dbt", "marts"), LineageGraph.Direction.BOTH);
        assertThat(ids(view)).contains("dataset:pg:loans", "dataset:pg:mart");
        assertThat(view.nodes()
                        .get(0)
                        .facets()
                        .get("sourceCodeLocation")
                        .path("version")
                        .textValue())
                .isEqualTo("4f1d2a9");
        assertThat(view.nodes()
                        .get(0)
                        .facets()
                        .get("ownership")
                        .at("/owners/0/name")
                        .textValue())
                .isEqualTo("team:risk");
    }

    @Test
    void aFacetBeyondTheBoundIsReplacedByANoteOfItsDigest() {
        String plan = "x".repeat(Facets.MAX_BYTES);
        String run = UUID.randomUUID().toString();
        tell(
                ENGINEER,
                event(
                        "COMPLETE",
                        "2026-11-29T12:00:00Z",
                        run,
                        "big",
                        "a",
                        "b",
                        "'spark_plan':{'plan':'" + plan + "'}"));
        JsonNode facet = graph(LineageNode.jobRun(UUID.fromString(run)), LineageGraph.Direction.UPSTREAM)
                .nodes()
                .get(0)
                .facets()
                .get("spark_plan");
        assertThat(facet.path("_sizeBytes").intValue()).isGreaterThan(Facets.MAX_BYTES);
        assertThat(facet.path("_sha256").textValue()).hasSize(64);
    }

    @Test
    void aJobsRunIsLinkedToTheTrackedRunThatEitherOfThemNames() {
        String first = UUID.randomUUID().toString();
        String byTag = fixture.runningRun("0", List.of(new Tag("openlineage.runId", first)));
        String byFacet = fixture.runningRun();
        String itself = fixture.runningRun();
        tell(
                ENGINEER,
                event(
                        "START",
                        "2026-11-29T12:00:00Z",
                        first,
                        "train",
                        "a",
                        "b",
                        "'tags':{'tags':[{'key':'mlflow.run_id','value':'" + byFacet + "','source':'user'}]}"),
                complete(dashed(itself), "train", "a", "b"));
        assertThat(ids(graph(LineageNode.jobRun(UUID.fromString(first)), LineageGraph.Direction.DOWNSTREAM)))
                .contains("run:" + byTag, "run:" + byFacet);
        assertThat(ids(graph(LineageNode.run(new RunId(itself)), LineageGraph.Direction.UPSTREAM)))
                .contains("job:etl:train");
    }

    private static String dashed(String hex) {
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    @Test
    void loggedModelsStandBetweenTheRunThatMadeThemAndTheRunThatUsedThem() {
        String maker = fixture.runningRun();
        String user = fixture.runningRun();
        String model = fixture.in(work -> work.models()
                        .create(ENGINEER, new LoggedModels.Start("0", "scorer", "", maker, List.of(), List.of())))
                .info()
                .modelId();
        fixture.run(work -> work.logging()
                .logInputs(ENGINEER, user, List.of(), List.of(new ModelUse(model, ModelUse.Use.INPUT, 0))));
        LineageGraph.View below = graph(LineageNode.run(new RunId(maker)), LineageGraph.Direction.DOWNSTREAM);
        assertThat(ids(below)).contains("logged-model:" + model, "run:" + user);
        assertThat(below.nodes())
                .filteredOn(node -> node.id().equals("logged-model:" + model))
                .singleElement()
                .satisfies(node -> assertThat(node.label()).isEqualTo("scorer"));
        assertThat(ids(graph(LineageNode.run(new RunId(user)), LineageGraph.Direction.UPSTREAM)))
                .contains("logged-model:" + model, "run:" + maker);
        assertThat(ids(graph(LineageNode.loggedModel(model), LineageGraph.Direction.BOTH)))
                .contains("run:" + maker, "run:" + user);
    }

    @Test
    void parentsLeadToWhatTheyStarted() {
        String parent = UUID.randomUUID().toString();
        String child = UUID.randomUUID().toString();
        tell(
                ENGINEER,
                event(
                        "START",
                        "2026-11-29T12:00:00Z",
                        child,
                        "step",
                        "a",
                        "b",
                        "'parent':{'run':{'runId':'" + parent + "'},'job':{'namespace':'airflow','name':'dag'}}"));
        String above = fixture.runningRun();
        String nested = fixture.runningRun("0", List.of(new Tag("mlflow.parentRunId", above)));
        assertThat(ids(graph(LineageNode.job("airflow", "dag"), LineageGraph.Direction.DOWNSTREAM)))
                .contains("job-run:" + parent, "job-run:" + child);
        assertThat(ids(graph(LineageNode.run(new RunId(above)), LineageGraph.Direction.DOWNSTREAM)))
                .contains("run:" + nested);
        assertThat(ids(graph(LineageNode.run(new RunId(nested)), LineageGraph.Direction.UPSTREAM)))
                .contains("run:" + above);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "42",
                "{}",
                "{'eventTime':'2026-11-29T10:00:00Z','producer':'https://p','schemaURL':'https://s'}",
                "{'eventTime':'yesterday','producer':'https://p','schemaURL':'https://s','dataset':{'namespace':'n','name':'x'}}",
                "{'eventTime':'2026-11-29T10:00:00Z','producer':'not a uri','schemaURL':'https://s','dataset':{'namespace':'n','name':'x'}}",
                "{'eventTime':'2026-11-29T10:00:00Z','producer':'https://p','schemaURL':'https://s','dataset':'x'}",
                "{'eventTime':'2026-11-29T10:00:00Z','producer':'https://p','schemaURL':'https://s','dataset':{'namespace':'','name':'x'}}",
                "{'eventTime':'2026-11-29T10:00:00Z','producer':'https://p','schemaURL':'https://s','job':{'namespace':'n','name':'x'},'inputs':{}}",
                "{'eventTime':'2026-11-29T10:00:00Z','producer':'https://p','schemaURL':'https://s','job':{'namespace':'n','name':'x','facets':{'f':1}}}",
                "{'eventTime':'2026-11-29T10:00:00Z','producer':'https://p','schemaURL':'https://s','job':{'namespace':'n','name':'x'},'run':{'runId':'1'}}",
                "{'eventType':'END','eventTime':'2026-11-29T10:00:00Z','producer':'https://p','schemaURL':'https://s','job':{'namespace':'n','name':'x'},'run':{'runId':'00000000-0000-0000-0000-000000000000'}}"
            })
    void whatTheStandardRefusesIsRefusedAndNothingOfTheCallIsKept(String event) {
        String good = complete(UUID.randomUUID().toString(), "refused", "r/in", "r/out");
        assertThatThrownBy(() -> tell(ENGINEER, good, event)).isInstanceOf(ProblemException.class);
        assertThat(fixture.count("SELECT count(*) FROM tracking.lineage_node WHERE node = 'job:etl:refused'"))
                .isZero();
    }

    @Test
    void whatIsOutOfReachIsAbsentWithAllBehindItAndForbiddenWhenAskedFor() {
        String experiment = "secret-" + UUID.randomUUID();
        String id = fixture.in(work -> Long.toString(work.experiments().create(ENGINEER, experiment, "", List.of())));
        String secret = fixture.runningRun(id, List.of());
        String open = fixture.runningRun();
        Dataset shared = new Dataset("shared", "s1", "local", "{}", null, null);
        List.of(secret, open).forEach(run -> fixture.uses(run, new DatasetInput(shared, List.of())));
        fixture.run(work -> new RecordedLineage(work.database())
                .link(LineageNode.run(new RunId(secret)), LineageNode.modelVersion("behind", 1)));
        Actor narrow = new Actor(
                ENGINEER.kind(),
                "narrow",
                "Nora Narrow",
                ENGINEER.roles(),
                "test",
                null,
                "r1",
                ENGINEER.authentication(),
                null,
                new Reach(Map.of(
                        Role.ENGINEER,
                        List.of(
                                new Reach.Limit(Reach.Kind.EXPERIMENT, "Default", false),
                                new Reach.Limit(Reach.Kind.MODEL, "", true)))));
        LineageNode dataset = LineageNode.loggedDataset("shared", "s1");
        assertThat(ids(graph(dataset, LineageGraph.Direction.DOWNSTREAM)))
                .contains("run:" + secret, "model-version:behind:1");
        assertThat(ids(graph(narrow, dataset, LineageGraph.Direction.DOWNSTREAM, 9)))
                .contains("run:" + open)
                .doesNotContain("run:" + secret, "model-version:behind:1");
        assertThatThrownBy(() -> graph(narrow, LineageNode.run(new RunId(secret)), LineageGraph.Direction.BOTH, 1))
                .hasMessageContaining("do not reach");
        assertThatThrownBy(() -> tell(narrow, complete(dashed(secret), "x", "a", "b")))
                .hasMessageContaining("do not reach");
    }

    @Test
    void nodesThatNobodyKnowsAreNotFound() {
        assertThatThrownBy(() -> graph(LineageNode.job("no", "such"), LineageGraph.Direction.BOTH))
                .hasMessageContaining("Nothing is known");
    }

    @Test
    void aGraphLargerThanAnAnswerIsCutOffAndSaysSo() {
        LineageNode version = LineageNode.modelVersion("wide", 1);
        fixture.run(work -> IntStream.range(0, LineageGraph.MAX_NODES + 5)
                .forEach(i -> new RecordedLineage(work.database()).link(version, LineageNode.deployment("wide-" + i))));
        LineageGraph.View view = graph(version, LineageGraph.Direction.DOWNSTREAM);
        assertThat(view.nodes()).hasSize(LineageGraph.MAX_NODES);
        assertThat(view.truncated()).isTrue();
    }

    @Test
    void manyClientsThatTellOfTheSameThingsNeverWaitInACircle() {
        List<CompletableFuture<LineageEvents.Taken>> clients = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> tell(
                        ENGINEER,
                        complete(
                                UUID.randomUUID().toString(),
                                "busy",
                                i % 2 == 0 ? "busy/1" : "busy/2",
                                i % 2 == 0 ? "busy/2" : "busy/1"))))
                .toList();
        clients.forEach(client -> assertThat(client.join().recorded()).isOne());
    }
}
