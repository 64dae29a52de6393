package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses that lead inside, wherever the API takes an address to call. */
class InsideAddressesIT {
    private static final List<String> INSIDE = List.of(
            "https://127.0.0.1/x",
            "https://localhost/x",
            "https://2130706433/x",
            "https://0x7f000001/x",
            "https://[::1]/x",
            "https://[::ffff:127.0.0.1]/x",
            "https://10.0.0.1/x",
            "https://192.168.1.1/x",
            "https://172.16.0.1/x",
            "https://169.254.169.254/latest/meta-data/",
            "https://100.100.100.200/x",
            "https://[fd00:ec2::254]/x",
            "https://[fe80::1]/x",
            "https://0.0.0.0/x",
            "https://127.0.0.78/x",
            "https://user:secret@example.org/x",
            "https://example.org:22/x",
            "ftp://example.org/x",
            "file:///etc/passwd",
            "gopher://127.0.0.1:5432/x");

    private static final Map<String, String> TAKERS = Map.of(
            "/api/2.0/mlflow/webhooks",
            "{\"name\":\"inside\",\"url\":\"%s\",\"events\":[{\"entity\":\"REGISTERED_MODEL\",\"action\":\"CREATED\"}]}",
            "/api/2.0/mlflow/registry-webhooks/create",
            "{\"events\":[\"MODEL_VERSION_CREATED\"],\"http_url_spec\":{\"url\":\"%s\"}}");

    static Stream<Arguments> calls() {
        return TAKERS.keySet().stream().flatMap(taker -> INSIDE.stream().map(address -> Arguments.of(taker, address)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("calls")
    void isRefusedWhereItIsEntered(String taker, String address) {
        Map<String, String> before = BusinessRows.of(Countersign.running(), "registry");
        Api.Answer answer = People.as("admin1").post(taker, TAKERS.get(taker).formatted(address));
        assertThat(answer.status()).isBetween(400, 499);
        JsonNode body = answer.json();
        assertThat(body.path("error_code").asText()).isNotIn("", "INTERNAL_ERROR");
        assertThat(BusinessRows.of(Countersign.running(), "registry")).isEqualTo(before);
    }
}
