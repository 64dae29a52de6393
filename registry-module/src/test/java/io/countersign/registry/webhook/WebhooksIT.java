package io.countersign.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.outbox.OutboxMessage;
import io.countersign.platform.testing.RecordingOutbox;
import io.countersign.registry.ApprovalEvent;
import io.countersign.registry.TargetKind;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.RegistryDatabase;
import io.countersign.registry.control.RegistryEvent;
import io.countersign.registry.control.RegistryFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksIT {
    private static final RegistryEvent CREATED = new RegistryEvent(
            RegistryEvent.Kind.VERSION_CREATED, "credit", 3, false, Map.of("name", "credit", "version", "3"));
    private static final RegistryEvent MOVED = new RegistryEvent(
            RegistryEvent.Kind.STAGE_CHANGED, "credit", 3, false, Map.of("name", "credit", "to_stage", "Production"));

    private final RecordingOutbox outbox = new RecordingOutbox();
    private RegistryFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RegistryFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void eventGoesToWhoAskedForItInTheWordsOfTheirApi() {
        UUID mlflow = add(Webhook.Api.MLFLOW, null, Webhook.Status.ACTIVE, "model_version.created");
        UUID databricks = add(
                Webhook.Api.DATABRICKS, "credit", Webhook.Status.ACTIVE, "MODEL_VERSION_TRANSITIONED_TO_PRODUCTION");
        add(Webhook.Api.DATABRICKS, "fraud", Webhook.Status.ACTIVE, "MODEL_VERSION_CREATED");
        add(Webhook.Api.MLFLOW, null, Webhook.Status.DISABLED, "model_version.created");
        happened(CREATED);
        happened(MOVED);
        assertThat(outbox.posted())
                .extracting(OutboxMessage::destination)
                .containsExactly(mlflow.toString(), databricks.toString());
        assertThat(outbox.posted().get(0).payload())
                .contains("\"entity\":\"model_version\"", "\"action\":\"created\"", "\"version\":\"3\"");
        assertThat(outbox.posted().get(1).payload())
                .contains("\"event\":\"MODEL_VERSION_TRANSITIONED_TO_PRODUCTION\"", "\"model_name\":\"credit\"");
    }

    @Test
    void whatBecomesOfARequestIsToldUnderANameOfItsOwn() {
        fixture.modelWithVersions("credit", 1);
        add(Webhook.Api.DATABRICKS, "credit", Webhook.Status.ACTIVE, "TRANSITION_REQUEST_REJECTED");
        add(Webhook.Api.DATABRICKS, "credit", Webhook.Status.ACTIVE, "ALIAS_REQUEST_CREATED");
        UUID request = UUID.randomUUID();
        fixture.run(in -> {
            ApprovalAnnouncements approvals =
                    new ApprovalAnnouncements(new WebhookAnnouncements(store(in.database), outbox));
            for (ApprovalEvent.Kind kind : ApprovalEvent.Kind.values()) {
                approvals.happened(event(kind, request, TargetKind.STAGE, "Production"));
            }
            approvals.happened(event(ApprovalEvent.Kind.REQUESTED, request, TargetKind.ALIAS, "champion"));
        });
        assertThat(outbox.posted()).hasSize(2);
        assertThat(outbox.posted().get(0).payload())
                .contains(
                        "\"event\":\"TRANSITION_REQUEST_REJECTED\"",
                        "\"to_stage\":\"Production\"",
                        "\"request_id\":\"" + request + "\"",
                        "\"by\":\"Ada\"");
        assertThat(outbox.posted().get(1).payload())
                .contains("\"event\":\"ALIAS_REQUEST_CREATED\"", "\"alias\":\"champion\"");
    }

    private static ApprovalEvent event(ApprovalEvent.Kind kind, UUID request, TargetKind target, String name) {
        Instant at = Instant.parse("2026-11-29T10:00:00Z");
        return new ApprovalEvent(kind, request, new VersionId("credit", 1), target, name, "Ada", at);
    }

    @Test
    void promptIsToldUnderItsOwnName() {
        assertThat(EventNames.of(
                        new RegistryEvent(RegistryEvent.Kind.ALIAS_CREATED, "p", 1, true, Map.of()),
                        Webhook.Api.MLFLOW))
                .containsExactly("prompt_alias.created");
        assertThat(EventNames.of(
                        new RegistryEvent(RegistryEvent.Kind.VERSION_TAG_SET, "p", 1, true, Map.of()),
                        Webhook.Api.MLFLOW))
                .containsExactly("prompt_version_tag.set");
        RegistryEvent.Kind tagged = RegistryEvent.Kind.MODEL_TAG_SET;
        assertThat(EventNames.of(new RegistryEvent(tagged, "p", null, true, Map.of()), Webhook.Api.MLFLOW))
                .containsExactly("prompt_tag.set");
        assertThat(EventNames.of(new RegistryEvent(tagged, "m", null, false, Map.of()), Webhook.Api.MLFLOW))
                .as("MLflow has no event for a model's tag")
                .isEmpty();
    }

    @Test
    void secretIsSealedInTheDatabaseAndOpensForItsWebhookAlone() {
        UUID id = add(Webhook.Api.MLFLOW, null, Webhook.Status.ACTIVE, "model_version.created");
        assertThat(fixture.rows("SELECT position('s3cret' in encode(secret, 'escape')) FROM registry.webhook"))
                .containsExactly("0");
        fixture.run(
                in -> assertThat(store(in.database).credentials(id).secret()).isEqualTo("s3cret"));
        SecretBox box = box();
        byte[] sealed = box.seal("s3cret", "one");
        assertThatThrownBy(() -> box.open(sealed, "other")).hasMessageContaining("cannot be opened");
        assertThatThrownBy(() -> new SecretBox(Optional.empty()).seal("x", "one"))
                .hasMessageContaining("missing");
    }

    @Test
    void signaturesAreThoseThatReceiversCheck() {
        // python: hmac.new(b"s3cret", b"d1.1700000000.{}", hashlib.sha256), base64 and hex of the body's alone
        Webhook webhook =
                webhook(UUID.randomUUID(), Webhook.Api.MLFLOW, null, Webhook.Status.ACTIVE, "model_version.created");
        Map<String, String> headers = WebhookSender.headers(
                webhook,
                new WebhookStore.Credentials("s3cret", "Bearer t"),
                "d1",
                "{}",
                Instant.ofEpochSecond(1_700_000_000));
        assertThat(headers)
                .containsEntry("X-MLflow-Delivery-Id", "d1")
                .containsEntry("X-MLflow-Timestamp", "1700000000")
                .containsEntry("X-MLflow-Signature", "v1,zanuGVyPdkCH5t63rF48cWGMLFZ3sNRiNHn6qebAxZ8=")
                .containsEntry("Authorization", "Bearer t");
        assertThat(Signatures.databricks("s3cret", "{}"))
                .isEqualTo("adbde1ce40c89c14215687d5d762a47df6dfaefcfad61e2e86718ffc8498571b");
    }

    @Test
    void unknownEventIsRefused() {
        assertThatThrownBy(() -> EventNames.checked(List.of("model.exploded"), Webhook.Api.MLFLOW))
                .isInstanceOf(MlflowException.class);
        assertThatThrownBy(() -> EventNames.checked(List.of(), Webhook.Api.DATABRICKS))
                .isInstanceOf(MlflowException.class);
    }

    private void happened(RegistryEvent event) {
        fixture.run(in -> new WebhookAnnouncements(store(in.database), outbox).happened(event));
    }

    private UUID add(Webhook.Api api, String model, Webhook.Status status, String event) {
        UUID id = io.countersign.platform.id.Ids.next();
        fixture.run(in -> store(in.database)
                .add(
                        webhook(id, api, model, status, event),
                        new WebhookDraft("n", "", "https://example.org", model, List.of(event), status, "s3cret", null),
                        "ada"));
        return id;
    }

    private static Webhook webhook(UUID id, Webhook.Api api, String model, Webhook.Status status, String event) {
        Instant now = Instant.parse("2026-11-29T10:00:00Z");
        return new Webhook(id, api, "n", "", "https://example.org", model, List.of(event), status, true, now, now);
    }

    private static WebhookStore store(RegistryDatabase database) {
        return new WebhookStore(database, box());
    }

    private static SecretBox box() {
        return new SecretBox(Optional.of("a passphrase"));
    }
}
