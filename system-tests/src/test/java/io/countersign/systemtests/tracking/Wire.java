package io.countersign.systemtests.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import java.util.Map;
import java.util.UUID;

/** What the tests of the wire say again and again. */
final class Wire {
    static final String API = "/api/2.0/mlflow/";

    private Wire() {}

    static JsonNode ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    static void assertError(Api.Answer answer, int status, String code, String message) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.json().path("error_code").textValue()).isEqualTo(code);
        assertThat(answer.json().path("message").textValue()).contains(message);
    }

    static String experiment(Api engineer) {
        return ok(engineer.post(API + "experiments/create", Map.of("name", "wire-" + UUID.randomUUID())))
                .path("experiment_id")
                .textValue();
    }

    static String run(Api engineer, String experiment) {
        return ok(engineer.post(API + "runs/create", Map.of("experiment_id", experiment, "start_time", 1)))
                .at("/run/info/run_id")
                .textValue();
    }
}
