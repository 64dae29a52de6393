package io.countersign.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The judge itself, on answers that never were. */
class ContractTest {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String VERSION = """
            {"model":"m","version":1,"stage":"None","registeredAt":"2026-11-23T09:15:30Z","description":"",
             "registeredBy":{"subject":"s","name":"n"}%s}""";

    private final Contract contract = Contract.published();

    @Test
    void describedAnswerPasses() {
        assertThatCode(() -> answer("/api/v1/models/m/versions/1", 200, JSON, VERSION.formatted("")))
                .doesNotThrowAnyException();
        assertThatCode(() -> answer(
                        "/ajax-api/v1/models/m%2Fn/versions/1?x=/",
                        200, JSON + ";charset=UTF-8", VERSION.formatted("")))
                .doesNotThrowAnyException();
    }

    @Test
    void missingMemberIsNamed() {
        assertThatThrownBy(() -> answer("/api/v1/models/m/versions/1", 200, JSON, "{\"model\":\"m\"}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("registeredBy");
    }

    @Test
    void memberThatNobodyDescribedIsNamed() {
        assertThatThrownBy(() ->
                        answer("/api/v1/models/m/versions/1", 200, JSON, VERSION.formatted(",\"password\":\"p\"")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("password");
    }

    @Test
    void wrongFormatIsNamed() {
        String wrong = VERSION.formatted("").replace("2026-11-23T09:15:30Z", "yesterday");
        assertThatThrownBy(() -> answer("/api/v1/models/m/versions/1", 200, JSON, wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("registeredAt");
    }

    @Test
    void callThatNobodyDescribedMayNotSucceed() {
        assertThatThrownBy(() -> answer("/api/v1/secrets", 200, JSON, "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not describe that call");
        assertThatThrownBy(() -> answer("/api/v1/me", 202, JSON, "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("status is not described");
        assertThatThrownBy(() -> answer("/api/v1/me", 200, "text/html", "<p>"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("described are [application/json]");
    }

    @Test
    void everyRefusalIsAProblem() {
        String problem = """
                {"type":"urn:countersign:problem:not-found","title":"t","status":404,"detail":"d","instance":"urn:uuid:1"}""";
        assertThatCode(() -> answer("/api/v1/nowhere", 404, PROBLEM, problem)).doesNotThrowAnyException();
        assertThatThrownBy(() -> answer("/api/v1/nowhere", 404, "text/html", "<p>Not found"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("instead of application/problem+json");
        assertThatThrownBy(() -> answer("/api/v1/models/m", 404, PROBLEM, "{\"title\":\"t\"}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("detail");
    }

    @Test
    void otherApisPassUnseen() {
        assertThatCode(() -> answer("/api/2.0/mlflow/runs/get", 418, "text/plain", "teapot"))
                .doesNotThrowAnyException();
    }

    private void answer(String path, int status, String contentType, String body) {
        contract.check(
                "GET",
                URI.create("http://localhost:1" + path),
                status,
                contentType,
                body.getBytes(StandardCharsets.UTF_8));
    }
}
