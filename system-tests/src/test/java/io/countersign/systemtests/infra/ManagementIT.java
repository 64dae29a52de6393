package io.countersign.systemtests.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What operators read on the management port: the checks and the figures of the modules. */
class ManagementIT {
    private final Countersign countersign = Countersign.running();

    @Test
    void readinessAsksEachModuleOnce() {
        HttpResponse<String> ready = read("/health/ready");

        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
        assertThat(names(ready)).contains("ledger", "outbox", "process-engine", "registry-integrity");
        assertThat(names(ready)).doesNotHaveDuplicates();
        assertThat(check(ready, "ledger").path("status").asText()).isEqualTo("UP");
        assertThat(check(ready, "ledger").at("/data/state").asText()).isEqualTo("entries are sequenced and signed");
        assertThat(check(ready, "ledger").at("/data/warnings").asText()).isNotEmpty();
        assertThat(check(ready, "outbox").path("data").fieldNames())
                .toIterable()
                .contains("pending", "oldest-seconds", "dead");
        assertThat(check(ready, "process-engine").at("/data/incidents").isNumber())
                .isTrue();
        assertThat(check(ready, "registry-integrity")
                        .at("/data/broken-versions")
                        .isNumber())
                .isTrue();
    }

    @Test
    void figuresOfTheModulesAreShown() {
        Candidate.good(People.as("engineer1"));
        assertThat(figures())
                .contains(
                        "countersign_ledger_backlog",
                        "countersign_ledger_backlog_age_seconds",
                        "countersign_ledger_horizon_held_seconds",
                        "countersign_ledger_tree_size",
                        "countersign_ledger_sequencer_idle_seconds",
                        "countersign_outbox_pending",
                        "countersign_outbox_oldest_seconds",
                        "countersign_outbox_dead",
                        "countersign_registry_broken_versions");
        assertThat(value("countersign_ledger_tree_size")).isPositive();
        assertThat(value("countersign_ledger_sequencer_idle_seconds")).isBetween(0.0, 30.0);
    }

    @Test
    void aLedgerThatCannotSignTakesTheServerOutOfServiceAndSaysWhy() throws Exception {
        Api engineer = People.as("engineer1");
        Candidate candidate = Candidate.good(engineer);
        Path checkpoints = countersign.state().file("checkpoints");
        Path away = countersign.state().file("checkpoints-away");
        Files.move(checkpoints, away);
        try {
            Files.writeString(checkpoints, "no folder");
            Candidate.good(engineer);
            HttpResponse<String> down = await(503);
            assertThat(check(down, "ledger").path("status").asText()).isEqualTo("DOWN");
            assertThat(check(down, "ledger").at("/data/state").asText()).contains("checkpoints");
            Api.Answer refused = candidate.requestProduction(engineer);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
            assertThat(refused.json().path("detail").asText()).startsWith("The ledger is not healthy: ");
        } finally {
            Files.deleteIfExists(checkpoints);
            Files.move(away, checkpoints);
        }
        assertThat(check(await(200), "ledger").path("status").asText()).isEqualTo("UP");
        assertThat(candidate.requestProduction(engineer).status()).isEqualTo(201);
    }

    private HttpResponse<String> await(int status) throws IOException, InterruptedException {
        Instant bound = Instant.now().plusSeconds(60);
        HttpResponse<String> ready = read("/health/ready");
        while (ready.statusCode() != status) {
            assertThat(Instant.now()).as(ready.body()).isBefore(bound);
            TimeUnit.MILLISECONDS.sleep(100);
            ready = read("/health/ready");
        }
        return ready;
    }

    private HttpResponse<String> read(String path) {
        return Countersign.send(HttpRequest.newBuilder(URI.create(countersign.managementUrl() + path)));
    }

    private static List<String> names(HttpResponse<String> ready) {
        return Countersign.json(ready).path("checks").findValuesAsText("name");
    }

    private static JsonNode check(HttpResponse<String> ready, String name) {
        return StreamSupport.stream(Countersign.json(ready).path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + ready.body()));
    }

    private List<String> figures() {
        return read("/prometheus")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .distinct()
                .toList();
    }

    private double value(String figure) {
        return read("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(figure + "{") || line.startsWith(figure + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }
}
