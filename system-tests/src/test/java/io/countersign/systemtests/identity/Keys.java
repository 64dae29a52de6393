package io.countersign.systemtests.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import java.net.URI;
import java.util.Map;

/** Makes keys over HTTP. */
final class Keys {
    private Keys() {}

    /** What was answered: {@code key} and {@code secret}. */
    static JsonNode issue(Api owner, Map<String, ?> order) {
        Api.Answer answer = owner.post("/api/v1/keys", order);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.headers().get("cache-control")).containsExactly("no-store");
        return answer.json();
    }

    /** Calls with the key as a bearer token. */
    static Api bearing(JsonNode issued) {
        String secret = issued.path("secret").textValue();
        return Api.bearing(URI.create(Countersign.running().url()), () -> secret);
    }
}
