package io.countersign.systemtests.tracking;

import static io.countersign.systemtests.tracking.Wire.API;
import static io.countersign.systemtests.tracking.Wire.experiment;
import static io.countersign.systemtests.tracking.Wire.ok;
import static io.countersign.systemtests.tracking.Wire.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of MLflow's wire that re-implementations break, one call each. */
class WireRulesIT {
    private final Api engineer = People.as("engineer1");

    /** RUN and EXPERIMENT stand for ids; a path without a body is a GET. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "runs/create | {} | 400 | INVALID_PARAMETER_VALUE | Missing value for required parameter"
                        + " 'experiment_id'",
                "runs/create | {\"experiment_id\":\"99999999\"} | 404 | RESOURCE_DOES_NOT_EXIST | 99999999",
                "runs/create |"
                        + " {\"experiment_id\":\"EXPERIMENT\",\"run_name\":\"y\",\"tags\":[{\"key\":\"mlflow.runName\",\"value\":\"x\"}]}"
                        + " | 400 | INVALID_PARAMETER_VALUE | different values",
                "runs/update | {\"run_id\":\"RUN\",\"status\":\"NOPE\"} | 400 | INVALID_PARAMETER_VALUE | Invalid"
                        + " value \"NOPE\" for parameter 'status' supplied",
                "runs/log-metric | {\"run_id\":\"RUN\",\"key\":\"\",\"value\":1,\"timestamp\":1} | 400 |"
                        + " INVALID_PARAMETER_VALUE | Missing value for required parameter 'key'",
                "runs/log-metric | {\"run_id\":\"RUN\",\"key\":\"a//b\",\"value\":1,\"timestamp\":1} | 400 |"
                        + " INVALID_PARAMETER_VALUE | must not resolve to other names",
                "runs/log-metric | {\"run_id\":\"RUN\",\"key\":\"k\",\"value\":\"high\",\"timestamp\":1} | 400 |"
                        + " INVALID_PARAMETER_VALUE | Invalid value \"high\" for parameter 'value' supplied",
                "runs/log-metric | {\"run_id\":\"RUN\",\"key\":\"k\",\"value\":1,\"timestamp\":-1} | 400 |"
                        + " INVALID_PARAMETER_VALUE | nonnegative long",
                "runs/log-batch | {\"run_id\":\"RUN\",\"metrics\":[{\"key\":\"k\",\"value\":1}]} | 400 |"
                        + " INVALID_PARAMETER_VALUE | Missing value for required parameter 'metrics[0].timestamp'",
                "runs/log-batch | {\"run_id\":\"..\"} | 400 | INVALID_PARAMETER_VALUE | Invalid run ID",
                "runs/log-parameter | {\"run_id\":\"RUN\",\"key\":123} | 400 | INVALID_PARAMETER_VALUE | Invalid value"
                        + " 123 for parameter 'key' supplied",
                "runs/delete-tag | {\"run_id\":\"RUN\",\"key\":\"absent\"} | 404 | RESOURCE_DOES_NOT_EXIST | absent",
                "runs/search | {\"experiment_ids\":[\"EXPERIMENT\"],\"max_results\":50001} | 400 |"
                        + " INVALID_PARAMETER_VALUE | at most 50000",
                "runs/search | {\"experiment_ids\":[\"EXPERIMENT\"],\"max_results\":0} | 400 | INVALID_PARAMETER_VALUE"
                        + " | at least 1",
                "runs/search | {\"experiment_ids\":[\"EXPERIMENT\"],\"order_by\":[\"start_time\",\"start_time\"]} |"
                        + " 400 | INVALID_PARAMETER_VALUE | duplicate fields",
                "runs/search | {\"experiment_ids\":[\"EXPERIMENT\"],\"filter\":\"(tags.a = 'x')\"} | 400 |"
                        + " INVALID_PARAMETER_VALUE | filter",
                "experiments/search | | 400 | INVALID_PARAMETER_VALUE | max_results",
                "experiments/get?experiment_id=abc | | 404 | RESOURCE_DOES_NOT_EXIST | abc",
                "runs/get?run_id=RUN&run_id=RUN | | 400 | INVALID_PARAMETER_VALUE | run_id"
            })
    void isRefusedInMlflowsWords(String path, String body, int status, String code, String message) {
        String experiment = experiment(engineer);
        String run = run(engineer, experiment);
        String asked = API + path.replace("RUN", run);
        Api.Answer answer = body == null
                ? engineer.get(asked)
                : engineer.call("POST", asked, body.replace("RUN", run).replace("EXPERIMENT", experiment));
        Wire.assertError(answer, status, code, message);
    }

    @Test
    void whatWasNotSetIsLeftOutAndWhatIsEmptyToo() {
        String experiment = experiment(engineer);
        JsonNode made = ok(engineer.call("POST", API + "runs/create", "{\"experiment_id\": " + experiment + "}"))
                .path("run");
        String run = made.at("/info/run_id").textValue();
        assertThat(made.at("/info/user_id").textValue()).isEmpty();
        assertThat(made.at("/info/start_time").longValue()).isZero();
        assertThat(made.path("info").has("end_time")).isFalse();
        assertThat(made.path("data").fieldNames()).toIterable().containsExactly("tags");
        assertThat(made.at("/data/tags/0/key").textValue()).isEqualTo("mlflow.runName");
        assertThat(made.path("inputs").isObject()).isTrue();
        assertThat(ok(engineer.call("POST", API + "runs/search", "{\"experiment_ids\": []}"))
                        .isEmpty())
                .isTrue();
        JsonNode files = ok(engineer.get(API + "artifacts/list?run_id=" + run + "&path=nothing"));
        assertThat(files.fieldNames()).toIterable().containsExactly("root_uri");
    }

    @Test
    void repeatedAndEmptyChangesDoNoHarm() {
        String run = run(engineer, experiment(engineer));
        for (String twice : new String[] {"delete", "delete", "restore", "restore"}) {
            ok(engineer.call("POST", API + "runs/" + twice, "{\"run_id\": \"" + run + "\"}"));
        }
        ok(engineer.call(
                "POST",
                API + "runs/set-tag",
                "{\"run_id\": \"" + run + "\", \"key\": \"mlflow.runName\", \"value\": \"renamed\"}"));
        ok(engineer.call("POST", API + "runs/update", "{\"run_id\": \"" + run + "\", \"run_name\": \"\"}"));
        ok(engineer.call("POST", API + "runs/log-parameter", "{\"run_id\": \"" + run + "\", \"key\": \"p\"}"));
        JsonNode found = ok(engineer.get(API + "runs/get?run_id=" + run)).path("run");
        assertThat(found.at("/info/run_name").textValue()).isEqualTo("renamed");
        assertThat(found.at("/data/params").toString()).isEqualTo("[{\"key\":\"p\",\"value\":\"\"}]");
    }
}
