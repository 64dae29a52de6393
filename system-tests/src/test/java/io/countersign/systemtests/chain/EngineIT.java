package io.countersign.systemtests.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The engine in the server, by its own job executor: a job that fails is an incident that everybody sees and an administrator
 * has tried again; a request finishes on the version of the process that it began with.
 */
class EngineIT {
    private static final Api ENGINEER = People.as("engineer1");
    private static final Api VALIDATOR = People.as("validator1");
    private static final Api ADMIN = People.as("admin1");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void jobThatFailsIsAnIncidentAndIsTriedAgainWhenAnAdministratorSaysSo() throws Exception {
        String finding = finding();
        // The last try of its timer comes now, and the table does not take what it writes.
        sql(
                "CREATE FUNCTION approvals.refuse_" + plain(finding)
                        + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more room'; END $$",
                "CREATE TRIGGER refuse_" + plain(finding) + " BEFORE UPDATE ON approvals.finding FOR EACH ROW"
                        + " WHEN (NEW.id = '" + finding + "') EXECUTE FUNCTION approvals.refuse_" + plain(finding)
                        + "()",
                "UPDATE camunda.act_ru_job SET duedate_ = now() - interval '1 day', retries_ = 1,"
                        + " exception_msg_ = 'failed twice' WHERE process_instance_id_ = (SELECT id_ FROM"
                        + " camunda.act_ru_execution WHERE business_key_ = '" + finding + "' AND parent_id_ IS NULL)");
        JsonNode incident = await().atMost(PATIENCE).until(() -> incident(finding), Objects::nonNull);
        assertThat(incident.path("process").textValue()).isEqualTo("finding");
        assertThat(incident.path("step").textValue()).isEqualTo("past-due");
        assertThat(incident.path("message").textValue()).contains("no more room");
        assertThat(health()).contains("process-engine");
        assertThat(get(finding).path("overdue").booleanValue()).isFalse();

        sql(
                "DROP TRIGGER refuse_" + plain(finding) + " ON approvals.finding",
                "DROP FUNCTION approvals.refuse_" + plain(finding));
        String retry = "/api/v1/engine/incidents/" + incident.path("id").textValue() + "/retry";
        assertThat(ENGINEER.post(retry, Map.of()).status()).isEqualTo(403);
        assertThat(People.as("auditor1").post(retry, Map.of()).status()).isEqualTo(403);
        assertThat(ADMIN.post(retry, Map.of()).status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> get(finding).path("overdue").booleanValue());
        assertThat(incident(finding)).isNull();
        assertThat(ADMIN.post(retry, Map.of()).status()).isEqualTo(404);
        assertThat(actions(finding)).contains("finding.raised", "process.retried", "finding.overdue");
    }

    @Test
    void requestKeepsItsVersionOfTheProcessUntilItIsMoved() throws Exception {
        String before = finding();
        int newest = newest("finding");
        nextVersion("finding", newest);
        String after = finding();
        assertThat(running("finding", newest + 1)).isEqualTo(1);

        Api.Answer moved =
                ADMIN.post("/api/v1/engine/migrations", Map.of("process", "finding", "from", newest, "to", newest + 1));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.json().path("moved")).anyMatch(id -> id.textValue().equals(before));
        assertThat(moved.json().path("moved")).noneMatch(id -> id.textValue().equals(after));
        assertThat(running("finding", newest)).isZero();
        for (String one : new String[] {before, after}) {
            assertThat(ENGINEER.post("/api/v1/findings/" + one + "/remedy", Map.of("evidence", "done"))
                            .status())
                    .isEqualTo(200);
            assertThat(VALIDATOR
                            .post("/api/v1/findings/" + one + "/decision", Map.of("accepted", true))
                            .json()
                            .path("state")
                            .textValue())
                    .isEqualTo("closed");
        }
        assertThat(ADMIN.post("/api/v1/engine/migrations", Map.of("process", "finding", "from", 1, "to", 99))
                        .status())
                .isEqualTo(404);
        assertThat(ENGINEER.post("/api/v1/engine/migrations", Map.of("process", "finding", "from", 1, "to", 1))
                        .status())
                .isEqualTo(403);
    }

    private static String finding() {
        Candidate candidate = Candidate.good(ENGINEER);
        String owner = ENGINEER.get("/api/v1/me").json().path("subject").textValue();
        Api.Answer raised = VALIDATOR.post(
                "/api/v1/findings",
                Map.of(
                        "model", candidate.model,
                        "title", "a finding",
                        "area", "data",
                        "severity", "low",
                        "owner", owner,
                        "dueAt", "2099-01-01T00:00:00Z"));
        assertThat(raised.status()).as(raised.toString()).isEqualTo(201);
        return raised.json().path("id").textValue();
    }

    private static JsonNode get(String finding) {
        return VALIDATOR.get("/api/v1/findings/" + finding).json();
    }

    private static JsonNode incident(String request) {
        for (JsonNode one : ADMIN.get("/api/v1/engine/incidents").json().path("items")) {
            if (one.path("requestId").textValue().equals(request)) {
                return one;
            }
        }
        return null;
    }

    private static long running(String process, int version) {
        for (JsonNode one : ADMIN.get("/api/v1/engine/processes").json().path("items")) {
            if (one.path("process").textValue().equals(process)
                    && one.path("version").intValue() == version) {
                return one.path("running").longValue();
            }
        }
        return -1;
    }

    private static int newest(String process) {
        int newest = 0;
        for (JsonNode one : ADMIN.get("/api/v1/engine/processes").json().path("items")) {
            if (one.path("process").textValue().equals(process)) {
                newest = Math.max(newest, one.path("version").intValue());
            }
        }
        return newest;
    }

    /** As another node deploys it that was started with a newer product: the same model under the next number. */
    private static void nextVersion(String process, int version) throws SQLException {
        String suffix = "'next-" + process + "-" + (version + 1) + "'";
        String of = " FROM camunda.act_re_procdef d WHERE d.key_ = '" + process + "' AND d.version_ = " + version;
        sql(
                "INSERT INTO camunda.act_re_deployment (id_, name_, deploy_time_) VALUES (" + suffix
                        + ", 'next', now())",
                "INSERT INTO camunda.act_ge_bytearray (id_, rev_, name_, deployment_id_, bytes_, generated_, type_,"
                        + " create_time_) SELECT " + suffix + ", 1, b.name_, " + suffix
                        + ", b.bytes_, b.generated_, b.type_, now() FROM camunda.act_ge_bytearray b,"
                        + " camunda.act_re_procdef d WHERE b.deployment_id_ = d.deployment_id_ AND b.name_ ="
                        + " d.resource_name_ AND d.key_ = '" + process + "' AND d.version_ = " + version,
                "INSERT INTO camunda.act_re_procdef (id_, rev_, category_, name_, key_, version_, deployment_id_,"
                        + " resource_name_, dgrm_resource_name_, has_start_form_key_, suspension_state_, tenant_id_,"
                        + " version_tag_, history_ttl_, startable_) SELECT " + suffix
                        + ", 1, d.category_, d.name_, d.key_, d.version_ + 1, " + suffix
                        + ", d.resource_name_, d.dgrm_resource_name_, d.has_start_form_key_, d.suspension_state_,"
                        + " d.tenant_id_, d.version_tag_, d.history_ttl_, d.startable_" + of);
    }

    private static String actions(String subject) throws SQLException {
        try (Connection database = Countersign.running().database();
                Statement statement = database.createStatement();
                var rows = statement.executeQuery("SELECT string_agg(action, ' ' ORDER BY at) FROM ledger.entry"
                        + " WHERE subject_id = '" + subject + "'")) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection database = Countersign.running().database();
                Statement statement = database.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static String plain(String id) {
        return id.replace("-", "");
    }

    private static String health() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(Countersign.running().managementUrl() + "/health/ready"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
