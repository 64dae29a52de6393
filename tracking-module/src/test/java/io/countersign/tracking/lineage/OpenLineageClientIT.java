package io.countersign.tracking.lineage;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.control.TrackingFixture;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The standard's own Java client, unmodified, over HTTP: what it sends is what the use case takes in. */
class OpenLineageClientIT {
    private static final OpenLineage EVENTS = new OpenLineage(URI.create("https://example.org/etl"));
    private static final List<String> TOKENS = new CopyOnWriteArrayList<>();

    private static TrackingFixture fixture;
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        fixture = new TrackingFixture();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", OpenLineageClientIT::serve);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        fixture.close();
    }

    private static void serve(HttpExchange call) throws IOException {
        TOKENS.add(String.valueOf(call.getRequestHeaders().getFirst("Authorization")));
        JsonNode event =
                EventBody.read(call.getRequestBody(), call.getRequestHeaders().getFirst("Content-Encoding"));
        LineageEvents.Taken taken =
                fixture.in(work -> new LineageEvents(work.database()).record(ENGINEER, List.of(event)));
        byte[] answer = ("{\"recorded\":" + taken.recorded() + "}").getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    private enum Wire {
        PLAIN,
        GZIP
    }

    private static OpenLineageClient client(Wire wire) {
        ApiKeyTokenProvider token = new ApiKeyTokenProvider();
        token.setApiKey("the-key");
        HttpConfig config = new HttpConfig();
        config.setUrl(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        config.setAuth(token);
        if (wire == Wire.GZIP) {
            config.setCompression(HttpConfig.Compression.GZIP);
        }
        return OpenLineageClient.builder().transport(new HttpTransport(config)).build();
    }

    private static LineageGraph.View graph(LineageNode node) {
        return fixture.in(
                work -> new LineageGraph(work.database()).from(ENGINEER, node, LineageGraph.Direction.BOTH, 9));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void runJobAndDatasetEventsOfTheClientBecomeTheGraph(Wire wire) {
        String namespace = "client-" + wire;
        UUID run = UUID.randomUUID();
        OpenLineage.Job job = EVENTS.newJobBuilder()
                .namespace(namespace)
                .name("train")
                .facets(EVENTS.newJobFacetsBuilder()
                        .ownership(EVENTS.newOwnershipJobFacet(
                                List.of(EVENTS.newOwnershipJobFacetOwners("team:risk", "owner"))))
                        .build())
                .build();
        OpenLineageClient client = client(wire);
        client.emit(EVENTS.newRunEventBuilder()
                .eventType(OpenLineage.RunEvent.EventType.COMPLETE)
                .eventTime(ZonedDateTime.now())
                .run(EVENTS.newRunBuilder().runId(run).build())
                .job(job)
                .inputs(List.of(EVENTS.newInputDatasetBuilder()
                        .namespace(namespace)
                        .name("raw")
                        .facets(EVENTS.newDatasetFacetsBuilder()
                                .schema(EVENTS.newSchemaDatasetFacetBuilder()
                                        .fields(List.of(EVENTS.newSchemaDatasetFacetFieldsBuilder()
                                                .name("age")
                                                .type("INT")
                                                .build()))
                                        .build())
                                .build())
                        .build()))
                .outputs(List.of(EVENTS.newOutputDatasetBuilder()
                        .namespace(namespace)
                        .name("clean")
                        .build()))
                .build());
        client.emit(EVENTS.newJobEventBuilder()
                .eventTime(ZonedDateTime.now())
                .job(job)
                .inputs(List.of(EVENTS.newInputDatasetBuilder()
                        .namespace(namespace)
                        .name("extra")
                        .build()))
                .build());
        client.emit(EVENTS.newDatasetEventBuilder()
                .eventTime(ZonedDateTime.now())
                .dataset(EVENTS.newStaticDatasetBuilder()
                        .namespace(namespace)
                        .name("clean")
                        .build())
                .build());
        LineageGraph.View view = graph(LineageNode.job(namespace, "train"));
        assertThat(view.nodes())
                .extracting(LineageGraph.NodeView::id)
                .contains(
                        LineageNode.dataset(namespace, "raw").id(),
                                LineageNode.dataset(namespace, "extra").id(),
                        LineageNode.dataset(namespace, "clean").id(),
                                LineageNode.jobRun(run).id());
        assertThat(view.nodes()
                        .get(0)
                        .facets()
                        .get("ownership")
                        .at("/owners/0/name")
                        .textValue())
                .isEqualTo("team:risk");
        assertThat(graph(LineageNode.dataset(namespace, "raw"))
                        .nodes()
                        .get(0)
                        .facets()
                        .get("schema")
                        .at("/fields/0/name")
                        .textValue())
                .isEqualTo("age");
        assertThat(graph(LineageNode.jobRun(run)).nodes().get(0).state()).isEqualTo("COMPLETE");
        assertThat(TOKENS).contains("Bearer the-key");
    }
}
