package io.countersign.systemtests.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.core.ApiClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.ml.Activity;
import com.databricks.sdk.service.ml.ActivityType;
import com.databricks.sdk.service.ml.ApproveTransitionRequest;
import com.databricks.sdk.service.ml.CommentObject;
import com.databricks.sdk.service.ml.CreateComment;
import com.databricks.sdk.service.ml.CreateModelRequest;
import com.databricks.sdk.service.ml.CreateRegistryWebhook;
import com.databricks.sdk.service.ml.CreateTransitionRequest;
import com.databricks.sdk.service.ml.DeleteTransitionRequestRequest;
import com.databricks.sdk.service.ml.GetLatestVersionsRequest;
import com.databricks.sdk.service.ml.HttpUrlSpec;
import com.databricks.sdk.service.ml.ListWebhooksRequest;
import com.databricks.sdk.service.ml.ModelRegistryAPI;
import com.databricks.sdk.service.ml.ModelVersion;
import com.databricks.sdk.service.ml.RegistryWebhook;
import com.databricks.sdk.service.ml.RegistryWebhookEvent;
import com.databricks.sdk.service.ml.RegistryWebhookStatus;
import com.databricks.sdk.service.ml.RejectTransitionRequest;
import com.databricks.sdk.service.ml.SearchModelsRequest;
import com.databricks.sdk.service.ml.SetModelTagRequest;
import com.databricks.sdk.service.ml.TransitionModelVersionStageDatabricks;
import com.databricks.sdk.service.ml.UpdateComment;
import com.databricks.sdk.service.ml.UpdateRegistryWebhook;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Databricks' own client for Java, unmodified, against the Workspace Model Registry that this product serves. */
class DatabricksClientIT {
    private static final Api ENGINEER = People.as("engineer1");

    @Test
    void requestIsMadeListedApprovedAndApplied() {
        Candidate candidate = Candidate.good(ENGINEER);
        ModelRegistryAPI engineer = client("engineer1");
        engineer.createTransitionRequest(ask(candidate).setComment("better"));
        assertThat(open(engineer, candidate)).singleElement().satisfies(request -> {
            assertThat(request.getActivityType()).isEqualTo(ActivityType.REQUESTED_TRANSITION);
            assertThat(request.getToStage()).isEqualTo("Production");
            assertThat(request.getComment()).isEqualTo("better");
        });
        assertThatThrownBy(() -> client("engineer2").approveTransitionRequest(approval(candidate)))
                .isInstanceOf(DatabricksError.class);
        client("approver1").approveTransitionRequest(approval(candidate));
        assertThat(candidate.stage(ENGINEER)).isEqualTo("Production");
        assertThat(open(engineer, candidate)).isEmpty();
        assertThat(engineer.getModel(candidate.model)
                        .getRegisteredModelDatabricks()
                        .getLatestVersions())
                .extracting(ModelVersion::getCurrentStage)
                .containsExactly("Production");
    }

    @Test
    void rejectedAndDeletedRequestsAreOver() {
        Candidate candidate = Candidate.good(ENGINEER);
        ModelRegistryAPI engineer = client("engineer1");
        engineer.createTransitionRequest(ask(candidate));
        client("approver1")
                .rejectTransitionRequest(new RejectTransitionRequest()
                        .setName(candidate.model)
                        .setVersion(version(candidate))
                        .setStage("Production")
                        .setComment("not on thin files"));
        assertThat(open(engineer, candidate)).isEmpty();
        engineer.createTransitionRequest(ask(candidate));
        engineer.deleteTransitionRequest(new DeleteTransitionRequestRequest()
                .setName(candidate.model)
                .setVersion(version(candidate))
                .setStage("Production")
                .setCreator(open(engineer, candidate).get(0).getUserId()));
        assertThat(open(engineer, candidate)).isEmpty();
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
    }

    @Test
    void stageIsChangedWithACommentAndAGuardedOneIsAskedFor() {
        Candidate candidate = Candidate.good(ENGINEER);
        ModelRegistryAPI engineer = client("engineer1");
        assertThat(engineer.transitionStage(transition(candidate, "Staging"))
                        .getModelVersionDatabricks()
                        .getCurrentStage())
                .isEqualTo("Staging");
        assertThatThrownBy(() -> engineer.transitionStage(transition(candidate, "Production")))
                .isInstanceOf(DatabricksError.class)
                .hasMessageContaining("COUNTERSIGN_PROMOTION_PENDING");
        assertThat(open(engineer, candidate)).hasSize(1);
    }

    @Test
    void requestForAnAliasIsNoTransitionRequest() {
        Candidate candidate = Candidate.good(ENGINEER);
        Api.Answer asked = ENGINEER.post(
                "/api/2.0/mlflow/registered-models/alias",
                Map.of("name", candidate.model, "alias", "champion", "version", version(candidate)));
        assertThat(asked.text()).contains("COUNTERSIGN_PROMOTION_PENDING");
        ModelRegistryAPI engineer = client("engineer1");
        assertThat(open(engineer, candidate)).isEmpty();
        engineer.createTransitionRequest(ask(candidate));
        assertThat(open(engineer, candidate)).extracting(Activity::getToStage).containsExactly("Production");
    }

    @Test
    void commentsAreWrittenChangedAndDeleted() {
        Candidate candidate = Candidate.good(ENGINEER);
        ModelRegistryAPI engineer = client("engineer1");
        CommentObject comment = engineer.createComment(new CreateComment()
                        .setName(candidate.model)
                        .setVersion(version(candidate))
                        .setComment("looks fine"))
                .getComment();
        assertThat(engineer.updateComment(
                                new UpdateComment().setId(comment.getId()).setComment("looks good"))
                        .getComment()
                        .getComment())
                .isEqualTo("looks good");
        assertThatThrownBy(() -> client("engineer2")
                        .updateComment(
                                new UpdateComment().setId(comment.getId()).setComment("mine")))
                .isInstanceOf(DatabricksError.class);
        engineer.deleteComment(comment.getId());
        assertThatThrownBy(() -> engineer.deleteComment(comment.getId())).isInstanceOf(DatabricksError.class);
    }

    @Test
    void webhooksAreKept() {
        String model = "hooked-" + UUID.randomUUID();
        client("engineer1").createModel(new CreateModelRequest().setName(model));
        ModelRegistryAPI admin = client("admin1");
        RegistryWebhook made = admin.createWebhook(webhook(model, RegistryWebhookEvent.MODEL_VERSION_CREATED))
                .getWebhook();
        assertThat(made.getStatus()).isEqualTo(RegistryWebhookStatus.ACTIVE);
        assertThat(hooks(admin, model)).containsExactly(made.getId());
        assertThat(admin.updateWebhook(new UpdateRegistryWebhook()
                                .setId(made.getId())
                                .setStatus(RegistryWebhookStatus.DISABLED))
                        .getWebhook()
                        .getStatus())
                .isEqualTo(RegistryWebhookStatus.DISABLED);
        assertThatThrownBy(
                        () -> client("engineer1").createWebhook(webhook(model, RegistryWebhookEvent.COMMENT_CREATED)))
                .isInstanceOf(DatabricksError.class);
        admin.deleteWebhook(made.getId());
        assertThat(hooks(admin, model)).isEmpty();
    }

    @Test
    void mlflowCallsWorkThroughTheSameClientAndPermissionsAreSaidNotToBeOffered() {
        String model = "client-" + UUID.randomUUID();
        ModelRegistryAPI engineer = client("engineer1");
        engineer.createModel(new CreateModelRequest().setName(model));
        engineer.setModelTag(
                new SetModelTagRequest().setName(model).setKey("area").setValue("loans"));
        assertThat(engineer.searchModels(new SearchModelsRequest().setFilter("name = '" + model + "'")))
                .hasSize(1);
        engineer.deleteModelTag(model, "area");
        assertThat(engineer.getLatestVersions(new GetLatestVersionsRequest().setName(model)))
                .isEmpty();
        // What the client repeats (it does so for seconds after a 501), it wraps when it gives up: this it does not
        // repeat.
        assertThatThrownBy(() -> engineer.getPermissions(model))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("not implemented here")
                .hasMessageContaining("/api/v1/grants");
        engineer.deleteModel(model);
        assertThatThrownBy(() -> engineer.getModel(model)).isInstanceOf(DatabricksError.class);
    }

    private static CreateTransitionRequest ask(Candidate candidate) {
        return new CreateTransitionRequest()
                .setName(candidate.model)
                .setVersion(version(candidate))
                .setStage("Production");
    }

    private static TransitionModelVersionStageDatabricks transition(Candidate candidate, String stage) {
        return new TransitionModelVersionStageDatabricks()
                .setName(candidate.model)
                .setVersion(version(candidate))
                .setStage(stage)
                .setArchiveExistingVersions(true)
                .setComment("as agreed");
    }

    private static ApproveTransitionRequest approval(Candidate candidate) {
        return new ApproveTransitionRequest()
                .setName(candidate.model)
                .setVersion(version(candidate))
                .setStage("Production")
                .setArchiveExistingVersions(true)
                .setComment("seen");
    }

    private static CreateRegistryWebhook webhook(String model, RegistryWebhookEvent event) {
        return new CreateRegistryWebhook()
                .setModelName(model)
                .setEvents(List.of(event))
                .setHttpUrlSpec(new HttpUrlSpec()
                        .setUrl("https://hooks.invalid/countersign")
                        .setSecret("s3cret"));
    }

    private static List<String> hooks(ModelRegistryAPI client, String model) {
        List<String> ids = new ArrayList<>();
        client.listWebhooks(new ListWebhooksRequest().setModelName(model)).forEach(hook -> ids.add(hook.getId()));
        return ids;
    }

    private static List<Activity> open(ModelRegistryAPI client, Candidate candidate) {
        List<Activity> requests = new ArrayList<>();
        client.listTransitionRequests(candidate.model, version(candidate)).forEach(requests::add);
        return requests;
    }

    private static String version(Candidate candidate) {
        return String.valueOf(candidate.version);
    }

    private static ModelRegistryAPI client(String user) {
        return new ModelRegistryAPI(new ApiClient(new DatabricksConfig()
                .setHost(Countersign.running().url())
                .setToken(Countersign.running().tokenFor(user))
                .setAuthType("pat")));
    }
}
