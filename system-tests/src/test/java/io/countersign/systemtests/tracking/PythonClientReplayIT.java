package io.countersign.systemtests.tracking;

import static io.countersign.systemtests.tracking.Wire.API;
import static io.countersign.systemtests.tracking.Wire.assertError;
import static io.countersign.systemtests.tracking.Wire.experiment;
import static io.countersign.systemtests.tracking.Wire.ok;
import static io.countersign.systemtests.tracking.Wire.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.People;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The sequences of requests that Python clients of 2.x and 3.x send, in their form. */
class PythonClientReplayIT {
    private final Api engineer = People.as("engineer1");

    /** {@code mlflow.set_experiment}, {@code start_run}, {@code log_params}, {@code log_metrics}, {@code log_model} of 2.x. */
    @Test
    void aTrainingScriptWithAClientOf2() {
        String name = "replay-2-" + UUID.randomUUID();
        assertError(
                engineer.get(API + "experiments/get-by-name?experiment_name=" + name),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                name);
        String experiment = ok(engineer.post(
                        API + "experiments/create", "{\"name\": \"" + name + "\", \"artifact_location\": null}"))
                .path("experiment_id")
                .textValue();
        JsonNode created = ok(engineer.post(API + "runs/create", """
            {"experiment_id": %s, "user_id": "bob", "start_time": "1700000000000", "run_name": "fit",
             "tags": [{"key": "mlflow.user", "value": "bob"}, {"key": "mlflow.source.name", "value": "train.py"},
                      {"key": "mlflow.source.type", "value": "LOCAL"}]}
            """.formatted(experiment)));
        String run = created.at("/run/info/run_id").textValue();
        assertThat(run).matches("[0-9a-f]{32}");
        assertThat(created.at("/run/info/run_uuid").textValue()).isEqualTo(run);
        assertThat(created.at("/run/info/start_time").longValue()).isEqualTo(1_700_000_000_000L);
        assertThat(created.at("/run/data").has("metrics")).isFalse();
        assertThat(created.at("/run/inputs").isEmpty()).isTrue();
        ok(engineer.post(API + "runs/log-batch", """
            {"run_id": "%s", "metrics": [], "params": [{"key": "depth", "value": "3"}], "tags": []}
            """.formatted(run)));
        ok(engineer.post(API + "runs/log-batch", """
            {"run_id": "%s", "params": [], "tags": [], "metrics": [
              {"key": "auc", "value": 0.81, "timestamp": 1700000000001, "step": 0},
              {"key": "auc", "value": "NaN", "timestamp": "1700000000002", "step": "1"},
              {"key": "inf", "value": "-Infinity", "timestamp": 1, "step": -5}]}
            """.formatted(run)));
        ok(engineer.post(API + "runs/log-inputs", """
            {"run_id": "%s", "datasets": [{"tags": [{"key": "mlflow.data.context", "value": "train"}],
              "dataset": {"name": "german", "digest": "d1", "source_type": "local", "source": "{}", "schema": null}}]}
            """.formatted(run)));
        upload("artifacts/" + experiment + "/" + run + "/artifacts/model/MLmodel", "flavors: {}");
        upload("artifacts/" + experiment + "/" + run + "/artifacts/model/model.pkl", "bytes");
        ok(engineer.post(
                API + "runs/log-model",
                Map.of(
                        "run_id",
                        run,
                        "model_json",
                        "{\"artifact_path\": \"model\", \"flavors\": {}, \"utc_time_created\": \"2026-01-01\","
                                + " \"run_id\": \""
                                + run + "\"}")));
        ok(engineer.post(
                API + "runs/update",
                Map.of("run_uuid", run, "run_id", run, "status", 3, "end_time", 1_700_000_001_000L)));
        JsonNode found = ok(engineer.get(API + "runs/get?run_uuid=" + run + "&run_id=" + run))
                .path("run");
        assertThat(found.at("/info/status").textValue()).isEqualTo("FINISHED");
        assertThat(found.at("/data/metrics").toString())
                .isEqualTo("[{\"key\":\"auc\",\"value\":\"NaN\",\"timestamp\":1700000000002,\"step\":1},"
                        + "{\"key\":\"inf\",\"value\":-1.7976931348623157E308,\"timestamp\":1,\"step\":-5}]");
        assertThat(found.at("/inputs/dataset_inputs/0/dataset/name").textValue())
                .isEqualTo("german");
        assertThat(ok(engineer.get(API + "artifacts/list?run_id=" + run + "&path=model"))
                        .at("/files/0")
                        .toString())
                .isEqualTo("{\"path\":\"model/MLmodel\",\"is_dir\":false,\"file_size\":11}");
        assertThat(ok(engineer.get("/ajax-api/2.0/mlflow/runs/get?run_id=" + run))
                        .at("/run/info/run_id")
                        .textValue())
                .isEqualTo(run);
        assertThat(ok(engineer.post(
                                "/ajax-api/2.0/mlflow/experiments/search-datasets",
                                Map.of("experiment_ids", List.of(experiment))))
                        .at("/dataset_summaries/0")
                        .toString())
                .isEqualTo("{\"experiment_id\":\"" + experiment
                        + "\",\"name\":\"german\",\"digest\":\"d1\",\"context\":\"train\"}");
    }

    private void upload(String path, String text) {
        ok(engineer.put("/api/2.0/mlflow-artifacts/" + path, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@code log_model} of 3.x: logged model, files, outputs, finalize; then what reads it back. */
    @Test
    void loggingAModelWithAClientOf3() {
        assertThat(People.nobody().get("/version").text()).matches("[23]\\.[0-3]\\..*|2\\..*");
        String experiment = experiment(engineer);
        String run = run(engineer, experiment);
        JsonNode model = ok(engineer.post(API + "logged-models", """
            {"experiment_id": "%s", "name": "model", "model_type": "", "source_run_id": "%s",
             "params": [{"key": "depth", "value": "3"}], "tags": [{"key": "mlflow.user", "value": "bob"}]}
            """.formatted(experiment, run)))
                .path("model");
        String id = model.at("/info/model_id").textValue();
        assertThat(id).matches("m-[0-9a-f]{32}");
        assertThat(model.at("/info/status").textValue()).isEqualTo("LOGGED_MODEL_PENDING");
        assertThat(model.at("/info/artifact_uri").textValue())
                .isEqualTo("mlflow-artifacts:/" + experiment + "/models/" + id + "/artifacts");
        upload("artifacts/" + experiment + "/models/" + id + "/artifacts/MLmodel", "flavors: {}");
        upload("artifacts/" + experiment + "/models/" + id + "/artifacts/data/model.pkl", "bytes");
        ok(engineer.post(
                API + "runs/outputs",
                "{\"run_id\": \"" + run + "\", \"models\": [{\"model_id\": \"" + id + "\", \"step\": \"0\"}]}"));
        ok(engineer.call(
                "PATCH", API + "logged-models/" + id + "/tags", "{\"tags\": [{\"key\": \"a\", \"value\": \"b\"}]}"));
        JsonNode finished = ok(engineer.call(
                "PATCH",
                API + "logged-models/" + id,
                "{\"model_id\": \"" + id + "\", \"status\": \"LOGGED_MODEL_READY\"}"));
        assertThat(finished.at("/model/info/status").textValue()).isEqualTo("LOGGED_MODEL_READY");
        ok(engineer.post(API + "runs/log-metric", """
            {"run_id": "%s", "key": "auc", "value": 0.8, "timestamp": 1, "step": 0, "model_id": "%s",
             "dataset_name": "german", "dataset_digest": "d1"}
            """.formatted(run, id)));

        JsonNode read = ok(engineer.get(API + "logged-models/" + id)).path("model");
        assertThat(read.at("/data/metrics/0/value").doubleValue()).isEqualTo(0.8);
        assertThat(read.at("/data/metrics/0/dataset_name").textValue()).isEqualTo("german");
        assertThat(read.at("/data/params/0/key").textValue()).isEqualTo("depth");
        assertThat(ok(engineer.get(API + "runs/get?run_id=" + run))
                        .at("/run/outputs/model_outputs")
                        .toString())
                .isEqualTo("[{\"model_id\":\"" + id + "\",\"step\":0}]");
        assertThat(ok(engineer.get("/api/2.0/mlflow-artifacts/artifacts?path=" + experiment + "/models/" + id
                                + "/artifacts"))
                        .path("files")
                        .findValuesAsText("path"))
                .containsExactly("MLmodel", "data");
        JsonNode listed = ok(engineer.get(
                "/ajax-api/2.0/mlflow/logged-models/" + id + "/artifacts/directories?artifact_directory_path=data"));
        assertThat(listed.at("/files/0/path").textValue()).isEqualTo("data/model.pkl");
        assertThat(engineer.get("/ajax-api/2.0/mlflow/logged-models/" + id
                                + "/artifacts/files?artifact_file_path=data/model.pkl")
                        .text())
                .isEqualTo("bytes");
        assertThat(ok(engineer.post(API + "logged-models/search", """
            {"experiment_ids": ["%s"], "filter": "metrics.auc > 0.7 AND name = 'model'",
             "order_by": [{"field_name": "creation_time", "ascending": false}], "max_results": 10}
            """.formatted(experiment)))
                        .at("/models/0/info/model_id")
                        .textValue())
                .isEqualTo(id);
        ok(engineer.call("DELETE", API + "logged-models/" + id + "/tags/a", "{}"));
        ok(engineer.call("DELETE", API + "logged-models/" + id, "{}"));
        assertError(engineer.get(API + "logged-models/" + id), 404, "RESOURCE_DOES_NOT_EXIST", id);
    }

    @Test
    void histories() {
        String run = run(engineer, experiment(engineer));
        for (int step = 0; step < 5; step++) {
            ok(engineer.post(
                    API + "runs/log-metric",
                    Map.of("run_id", run, "key", "m", "value", step, "timestamp", step, "step", step)));
        }
        String query = "?run_id=" + run + "&metric_key=m";
        assertThat(ok(engineer.get(API + "metrics/get-history" + query)).path("metrics"))
                .hasSize(5);
        JsonNode first = ok(engineer.get(API + "metrics/get-history" + query + "&max_results=3"));
        assertThat(first.path("metrics")).hasSize(3);
        JsonNode second = ok(engineer.get(API + "metrics/get-history" + query + "&max_results=3&page_token="
                + first.path("next_page_token").textValue()));
        assertThat(second.path("metrics")).hasSize(2);
        assertThat(second.has("next_page_token")).isFalse();
        assertThat(ok(engineer.get("/ajax-api/2.0/mlflow/metrics/get-history-bulk" + query + "&max_results=2"))
                        .path("metrics")
                        .toString())
                .isEqualTo("[{\"key\":\"m\",\"value\":0.0,\"timestamp\":0,\"step\":0,\"run_id\":\"" + run + "\"},"
                        + "{\"key\":\"m\",\"value\":1.0,\"timestamp\":1,\"step\":1,\"run_id\":\"" + run + "\"}]");
        String interval = API + "metrics/get-history-bulk-interval?run_ids=" + run + "&metric_key=m";
        assertThat(ok(engineer.get(interval + "&max_results=2")).path("metrics").findValuesAsText("step"))
                .containsExactly("0", "3", "4");
        assertThat(ok(engineer.get(interval + "&start_step=1&end_step=2")).path("metrics"))
                .hasSize(2);
        assertError(
                engineer.get(interval + "&start_step=1"),
                400,
                "INVALID_PARAMETER_VALUE",
                "If either start step or end step are specified, both must be specified.");
        assertError(
                engineer.get(API + "metrics/get-history-bulk-interval?metric_key=m" + ("&run_ids=" + run).repeat(101)),
                400,
                "INVALID_PARAMETER_VALUE",
                "at most 100 run_ids. Received 101 run_ids.");
        assertError(
                engineer.get(API + "metrics/get-history-bulk?metric_key=m" + ("&run_id=" + run).repeat(1_000)),
                400,
                "INVALID_PARAMETER_VALUE",
                "at most 100 run_ids. Received 1000 run_ids.");
    }

    @Test
    void formsThatClientsSend() {
        String experiment = experiment(engineer);
        String run = run(engineer, experiment);
        // camelCase, unknown fields, numbers as strings and strings as numbers, null as absent
        ok(engineer.post(
                API + "runs/log-metric",
                "{\"runId\":\"" + run
                        + "\",\"key\":\"k\",\"value\":\"1.5\",\"timestamp\":\"7\",\"step\":null,\"new\":{}}"));
        // a JSON text that contains JSON
        ok(engineer.post(
                API + "runs/set-tag",
                "\"{\\\"run_id\\\": \\\"" + run + "\\\", \\\"key\\\": \\\"t\\\", \\\"value\\\": \\\"v\\\"}\""));
        // a GET that has its parameters in a body
        assertThat(ok(engineer.call("GET", API + "runs/get", "{\"run_id\": \"" + run + "\"}"))
                        .at("/run/info/run_id")
                        .textValue())
                .isEqualTo(run);
        assertThat(ok(engineer.call(
                                "GET",
                                API + "metrics/get-history-bulk-interval",
                                "{\"run_ids\": [\"" + run + "\"], \"metric_key\": \"k\"}"))
                        .path("metrics"))
                .hasSize(1);
        // an enum by number
        JsonNode found = ok(engineer.post(
                API + "runs/search",
                "{\"experimentIds\":[" + experiment
                        + "],\"runViewType\":3,\"filter\":\"metrics.k = 1.5 and tags.t = 'v'\"}"));
        assertThat(found.at("/runs/0/info/run_id").textValue()).isEqualTo(run);
        assertError(
                engineer.call(
                        "POST", API + "runs/log-metric", "{\"run_id\":\"" + run + "\",\"key\":\"k\",\"value\":1}"),
                400,
                "INVALID_PARAMETER_VALUE",
                "Missing value for required parameter 'timestamp'");
        assertError(
                engineer.post(
                        API + "runs/search", Map.of("experiment_ids", List.of(experiment), "page_token", "garbage")),
                400,
                "INVALID_PARAMETER_VALUE",
                "page token");
    }

    /** What 3.x has and this server has not: told as missing, never as broken. */
    @Test
    void whatIsNotOfferedIsAnEndpointNotFound() {
        List<String> gets = List.of(
                "/api/3.0/mlflow/traces/tr-1",
                "/api/3.0/mlflow/datasets/d-1",
                "/ajax-api/3.0/mlflow/scorers/list?experiment_id=0",
                "/api/2.0/mlflow/traces?experiment_ids=0",
                "/api/2.0/mlflow/server-features",
                "/api/2.0/mlflow/no-such-thing",
                "/graphql",
                "/ajax-api/2.0/mlflow/gateway-proxy");
        gets.forEach(path -> assertError(engineer.get(path), 404, "ENDPOINT_NOT_FOUND", ""));
        List<String> posts = List.of(
                "/api/3.0/mlflow/traces",
                "/api/3.0/mlflow/traces/search",
                "/api/3.0/mlflow/datasets/create",
                "/api/3.0/mlflow/scorers/register",
                "/api/2.0/mlflow/traces",
                "/ajax-api/3.0/jobs",
                "/v1/traces",
                "/graphql");
        posts.forEach(path -> assertError(engineer.post(path, "{}"), 404, "ENDPOINT_NOT_FOUND", ""));
        assertError(engineer.get(API + "runs/create"), 404, "ENDPOINT_NOT_FOUND", "");
    }
}
