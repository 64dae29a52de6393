package io.countersign.systemtests.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.core.ApiClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.ml.CreateComment;
import com.databricks.sdk.service.ml.CreateRegistryWebhook;
import com.databricks.sdk.service.ml.HttpUrlSpec;
import com.databricks.sdk.service.ml.ModelRegistryAPI;
import com.databricks.sdk.service.ml.RegistryWebhookEvent;
import com.databricks.sdk.service.ml.RegistryWebhookStatus;
import com.databricks.sdk.service.ml.TestRegistryWebhookRequest;
import com.databricks.sdk.service.ml.UpdateRegistryWebhook;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of webhooks, as a receiver of its own gets them over HTTP. */
class WebhookDeliveryIT {
    private static final String SECRET = "s3cret";
    private static final Api ENGINEER = People.as("engineer1");
    private static final Api ADMIN = People.as("admin1");

    private final List<String> hooks = new ArrayList<>();

    @AfterEach
    void deleteWebhooks() {
        hooks.forEach(hook -> assertThat(ADMIN.delete("/api/2.0/mlflow/registry-webhooks/delete?id=" + hook)
                        .status())
                .isEqualTo(200));
    }

    @Test
    void databricksReceiverIsToldOfRequestTransitionAndCommentInSignedMessages() throws Exception {
        Candidate first = Candidate.good(ENGINEER);
        try (Receiver receiver = Receiver.answering(message -> 200)) {
            databricksHook(
                    first.model,
                    receiver.url(),
                    RegistryWebhookEvent.MODEL_VERSION_CREATED,
                    RegistryWebhookEvent.TRANSITION_REQUEST_CREATED,
                    RegistryWebhookEvent.MODEL_VERSION_TRANSITIONED_STAGE,
                    RegistryWebhookEvent.COMMENT_CREATED);
            Candidate second = first.next(ENGINEER);
            client("engineer1")
                    .createComment(new CreateComment()
                            .setName(second.model)
                            .setVersion("2")
                            .setComment("ready"));
            approve(second.requestProduction(ENGINEER));
            await(() -> receiver.messages().size() >= 4);
            assertThat(receiver.messages()).hasSize(4).allSatisfy(message -> {
                assertThat(message.databricks())
                        .isEqualTo(HexFormat.of().formatHex(Receiver.hmac(SECRET, message.body())));
                assertThat(message.login()).isEqualTo("Bearer theirs");
                assertThat(json(message).path("model_name").asText()).isEqualTo(first.model);
                assertThat(json(message).path("version").asText()).isEqualTo("2");
                assertThat(json(message).path("event_timestamp").isIntegralNumber())
                        .isTrue();
            });
            assertThat(events(receiver))
                    .containsExactlyInAnyOrder(
                            "MODEL_VERSION_CREATED null -> null",
                            "COMMENT_CREATED null -> null",
                            "TRANSITION_REQUEST_CREATED None -> Production",
                            "MODEL_VERSION_TRANSITIONED_STAGE None -> Production");
        }
    }

    @Test
    void receiverIsToldWhatBecomesOfRequestsInSignedMessages() throws Exception {
        Candidate first = Candidate.good(ENGINEER);
        Candidate second = first.next(ENGINEER);
        Candidate third = second.next(ENGINEER);
        try (Receiver receiver = Receiver.answering(message -> 200)) {
            approvalsHook(first.model, receiver.url());
            String approved = decide(first.requestProduction(ENGINEER), "approved");
            String rejected = decide(second.requestProduction(ENGINEER), "rejected");
            Api.Answer asked = third.requestProduction(ENGINEER);
            assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
            String withdrawn = asked.json().path("id").asText();
            Api.Answer gone =
                    ENGINEER.post("/api/v1/promotions/" + withdrawn + "/withdraw", Map.of("reason", "not yet"));
            assertThat(gone.status()).as(gone.toString()).isEqualTo(200);

            await(() -> receiver.messages().size() >= 8);
            assertThat(receiver.messages()).allSatisfy(message -> {
                assertThat(message.databricks())
                        .isEqualTo(HexFormat.of().formatHex(Receiver.hmac(SECRET, message.body())));
                assertThat(json(message).path("model_name").asText()).isEqualTo(first.model);
                assertThat(json(message).path("to_stage").asText()).isEqualTo("Production");
            });
            assertThat(receiver.messages())
                    .extracting(message -> json(message).path("event").asText() + " of "
                            + json(message).path("version").asText() + " "
                            + json(message).path("request_id").asText() + " by "
                            + json(message).path("by").asText())
                    .containsAll(List.of(
                            "TRANSITION_REQUEST_SIGNED of 1 " + approved + " by " + name("approver1"),
                            "TRANSITION_REQUEST_APPROVED of 1 " + approved + " by " + name("approver1"),
                            "TRANSITION_REQUEST_SIGNED of 2 " + rejected + " by " + name("approver1"),
                            "TRANSITION_REQUEST_REJECTED of 2 " + rejected + " by " + name("approver1"),
                            "TRANSITION_REQUEST_WITHDRAWN of 3 " + withdrawn + " by " + name("engineer1")));
            assertThat(receiver.messages().stream()
                            .filter(message ->
                                    json(message).path("event").asText().equals("TRANSITION_REQUEST_CREATED")))
                    .hasSize(3);
        }
    }

    /** As {@code GET /v1/me} says it. */
    private static String name(String user) {
        return People.as(user).get("/api/v1/me").json().path("name").asText();
    }

    /** One that names what Databricks' own client has no constants for. */
    private void approvalsHook(String model, String url) {
        Api.Answer made = ADMIN.post(
                "/api/2.0/mlflow/registry-webhooks/create",
                Map.of(
                        "model_name",
                        model,
                        "events",
                        List.of(
                                "TRANSITION_REQUEST_CREATED",
                                "TRANSITION_REQUEST_SIGNED",
                                "TRANSITION_REQUEST_APPROVED",
                                "TRANSITION_REQUEST_REJECTED",
                                "TRANSITION_REQUEST_WITHDRAWN"),
                        "http_url_spec",
                        Map.of("url", url, "secret", SECRET)));
        assertThat(made.status()).as(made.toString()).isEqualTo(200);
        hooks.add(made.json().at("/webhook/id").asText());
    }

    @Test
    void mlflowReceiverChecksSignatureAgainstDeliveryIdTimeAndBody() throws Exception {
        try (Receiver receiver = Receiver.answering(message -> 204)) {
            String hook = mlflowHook(receiver.url(), "MODEL_VERSION", "CREATED");
            Candidate candidate = Candidate.good(ENGINEER);
            await(() -> of(receiver, candidate) != null);
            Receiver.Message message = of(receiver, candidate);
            byte[] mac = Receiver.hmac(SECRET, message.deliveryId() + "." + message.timestamp() + "." + message.body());
            assertThat(message.mlflow()).isEqualTo("v1," + Base64.getEncoder().encodeToString(mac));
            assertThat(json(message).path("entity").asText()).isEqualTo("model_version");
            assertThat(json(message).path("action").asText()).isEqualTo("created");
            assertThat(json(message).at("/data/run_id").asText()).isEqualTo(candidate.runId);
            await(() -> deliveries(hook).stream()
                    .anyMatch(one -> one.path("id").asText().equals(message.deliveryId())
                            && one.path("outcome").asText().equals("delivered")));
        }
    }

    @Test
    void failureIsRepeatedLaterAndLaterUnderTheSameIdAndEachAttemptIsInTheLog() throws Exception {
        Candidate candidate = Candidate.good(ENGINEER);
        try (Receiver receiver = Receiver.answering(message -> message.number() < 4 ? 500 : 200)) {
            String hook = databricksHook(candidate.model, receiver.url(), RegistryWebhookEvent.MODEL_VERSION_CREATED);
            candidate.next(ENGINEER);
            await(() -> deliveries(hook).size() == 3
                    && deliveries(hook).get(0).path("outcome").asText().equals("failed"));
            // The clock moves: the fourth attempt would be due in four to eight seconds.
            update("UPDATE platform.outbox_message SET due_at = clock_timestamp() WHERE destination = ?", hook);
            await(() -> deliveries(hook).get(0).path("outcome").asText().equals("delivered"));
            List<JsonNode> attempts = deliveries(hook);
            assertThat(attempts).extracting(one -> one.path("attempt").asInt()).containsExactly(4, 3, 2, 1);
            assertThat(attempts)
                    .extracting(one -> one.path("id").asText())
                    .containsOnly(attempts.get(0).path("id").asText());
            assertThat(attempts.subList(1, 4))
                    .allMatch(one -> one.path("reason").asText().equals("answered 500 thank you"));
            assertThat(waited(attempts.get(3), attempts.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(990));
            assertThat(waited(attempts.get(2), attempts.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(1_990));
            assertThat(receiver.messages())
                    .hasSize(4)
                    .extracting(Receiver.Message::body)
                    .containsOnly(receiver.messages().get(0).body());
        }
    }

    @Test
    void refusalByTheReceiverAndAddressThatIsNotCalledAnyMoreEndTheDeliveryWithTheirReason() throws Exception {
        Candidate candidate = Candidate.good(ENGINEER);
        try (Receiver gone = Receiver.answering(message -> 410);
                Receiver inside = Receiver.inside()) {
            String refused = databricksHook(candidate.model, gone.url(), RegistryWebhookEvent.MODEL_VERSION_CREATED);
            String denied = databricksHook(candidate.model, gone.url(), RegistryWebhookEvent.MODEL_VERSION_CREATED);
            // As after a change of what the operator allows, or of what a name leads to.
            update("UPDATE registry.webhook SET url = '" + inside.url() + "' WHERE id::text = ?", denied);
            candidate.next(ENGINEER);
            await(() -> ended(refused) && ended(denied));
            assertThat(deliveries(refused)).singleElement().satisfies(one -> {
                assertThat(one.path("outcome").asText()).isEqualTo("given-up");
                assertThat(one.path("state").asText()).isEqualTo("dead");
                assertThat(one.path("reason").asText()).startsWith("answered 410");
            });
            assertThat(deliveries(denied)).singleElement().satisfies(one -> {
                assertThat(one.path("outcome").asText()).isEqualTo("given-up");
                assertThat(one.path("reason").asText()).contains("127.0.0.1");
            });
            assertThat(inside.messages()).isEmpty();
        }
    }

    @Test
    void testCallSendsASignedMessageNowAndADisabledWebhookIsToldNothing() throws Exception {
        Candidate candidate = Candidate.good(ENGINEER);
        try (Receiver receiver = Receiver.answering(message -> 200)) {
            String hook = databricksHook(candidate.model, receiver.url(), RegistryWebhookEvent.MODEL_VERSION_CREATED);
            ModelRegistryAPI admin = client("admin1");
            assertThat(admin.testRegistryWebhook(new TestRegistryWebhookRequest()
                                    .setId(hook)
                                    .setEvent(RegistryWebhookEvent.MODEL_VERSION_CREATED))
                            .getStatusCode())
                    .isEqualTo(200);
            assertThat(receiver.messages()).singleElement().satisfies(message -> {
                assertThat(message.databricks())
                        .isEqualTo(HexFormat.of().formatHex(Receiver.hmac(SECRET, message.body())));
                assertThat(json(message).path("text").asText()).isEqualTo("A test of this webhook");
            });
            admin.updateWebhook(new UpdateRegistryWebhook().setId(hook).setStatus(RegistryWebhookStatus.DISABLED));
            candidate.next(ENGINEER);
            assertThat(deliveries(hook)).isEmpty();
            String other = mlflowHook(receiver.url(), "REGISTERED_MODEL", "CREATED");
            JsonNode tested = ADMIN.post("/api/2.0/mlflow/webhooks/" + other + "/test", Map.of())
                    .json()
                    .path("result");
            assertThat(tested.path("success").asBoolean()).as(tested.toString()).isTrue();
            assertThat(tested.path("response_status").asInt()).isEqualTo(200);
            assertThat(tested.path("response_body").asText()).isEqualTo("thank you");
        }
    }

    private static void approve(Api.Answer requested) {
        decide(requested, "approved");
    }

    /** @return id of the request */
    private static String decide(Api.Answer requested, String meaning) {
        assertThat(requested.status()).as(requested.toString()).isEqualTo(201);
        String id = requested.json().path("id").asText();
        Api approver = People.as("approver1");
        Api.Answer signed = approver.post(
                "/api/v1/promotions/" + id + "/sign-offs",
                Map.of(
                        "meaning",
                        meaning,
                        "comment",
                        "fine",
                        "evidenceDigest",
                        requested.json().path("evidenceDigest").asText()));
        assertThat(signed.status()).as(signed.toString()).isBetween(200, 299);
        return id;
    }

    private String databricksHook(String model, String url, RegistryWebhookEvent... events) {
        String hook = client("admin1")
                .createWebhook(new CreateRegistryWebhook()
                        .setModelName(model)
                        .setEvents(Arrays.asList(events))
                        .setHttpUrlSpec(
                                new HttpUrlSpec().setUrl(url).setSecret(SECRET).setAuthorization("Bearer theirs")))
                .getWebhook()
                .getId();
        hooks.add(hook);
        return hook;
    }

    private String mlflowHook(String url, String entity, String action) {
        Api.Answer made = ADMIN.post(
                "/api/2.0/mlflow/webhooks",
                Map.of(
                        "name",
                        "ci",
                        "url",
                        url,
                        "secret",
                        SECRET,
                        "events",
                        List.of(Map.of("entity", entity, "action", action))));
        assertThat(made.status()).as(made.toString()).isEqualTo(200);
        String hook = made.json().at("/webhook/webhook_id").asText();
        hooks.add(hook);
        return hook;
    }

    private static Receiver.Message of(Receiver receiver, Candidate candidate) {
        return receiver.messages().stream()
                .filter(message -> json(message).at("/data/name").asText().equals(candidate.model))
                .findFirst()
                .orElse(null);
    }

    private static List<String> events(Receiver receiver) {
        return receiver.messages().stream()
                .map(WebhookDeliveryIT::json)
                .map(body -> body.path("event").asText() + " "
                        + body.path("from_stage").asText(null) + " -> "
                        + body.path("to_stage").asText(null))
                .toList();
    }

    private static List<JsonNode> deliveries(String hook) {
        List<JsonNode> found = new ArrayList<>();
        Api.Answer answer = ADMIN.get("/api/v1/webhooks/" + hook + "/deliveries");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        answer.json().path("items").forEach(found::add);
        return found;
    }

    private static boolean ended(String hook) {
        return deliveries(hook).stream()
                .anyMatch(one -> !one.path("state").asText().equals("pending"));
    }

    private static Duration waited(JsonNode attempt, JsonNode next) {
        return Duration.between(
                Instant.parse(attempt.path("endedAt").asText()),
                Instant.parse(next.path("beganAt").asText()));
    }

    private static JsonNode json(Receiver.Message message) {
        try {
            return new ObjectMapper().readTree(message.body());
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(message.body(), notJson);
        }
    }

    private static void update(String sql, String argument) throws SQLException {
        try (Connection connection = Countersign.running().database();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, argument);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant bound = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(bound);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static ModelRegistryAPI client(String user) {
        return new ModelRegistryAPI(new ApiClient(new DatabricksConfig()
                .setHost(Countersign.running().url())
                .setToken(Countersign.running().tokenFor(user))
                .setAuthType("pat")));
    }
}
