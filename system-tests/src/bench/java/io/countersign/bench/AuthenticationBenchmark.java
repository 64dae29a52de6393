package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What authentication costs a request: the same public endpoint called by nobody (the floor), with an API key, and with a
 * token of the identity provider. Credentials are checked and the reach is looked up in the latter two; the difference of the
 * percentiles is the cost.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AuthenticationBenchmark {
    private static final String PUBLIC = "/api/v1/ledger/key";

    private final URI base = URI.create(Countersign.running().url());
    private final Api anonymous = Api.anonymous(base);
    private final Api token = People.as("engineer1");
    private Api key = anonymous;

    @Setup
    public void issue() {
        JsonNode issued = token.post("/api/v1/keys", Map.of("name", "benchmark", "roles", List.of("engineer")))
                .json();
        String secret = issued.path("secret").textValue();
        key = Api.bearing(base, () -> secret);
        if (!key.get("/api/v1/me").json().path("kind").asText().equals("api_key")) {
            throw new IllegalStateException("the key is not taken");
        }
    }

    @Benchmark
    public int floor() {
        return called(anonymous);
    }

    @Benchmark
    public int withKey() {
        return called(key);
    }

    @Benchmark
    public int withToken() {
        return called(token);
    }

    private static int called(Api caller) {
        Api.Answer answer = caller.get(PUBLIC);
        if (answer.status() != 200) {
            throw new IllegalStateException("not measured: " + answer);
        }
        return answer.status();
    }
}
