package io.countersign.systemtests.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** What {@code models:/name/version}, {@code models:/name/stage} and {@code models:/name@alias} come to for the unmodified client. */
class StockRegistryClientIT {
    private static final Api ENGINEER = People.as("engineer1");
    private static MlflowClient client;

    @BeforeAll
    static void connect() {
        Countersign countersign = Countersign.running();
        client = new MlflowClient(new BasicMlflowHostCreds(countersign.url(), countersign.tokenFor("engineer1")));
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void versionStageAndAliasLeadToTheSameBytes() throws Exception {
        Candidate first = Candidate.good(ENGINEER);
        Candidate second = first.next(ENGINEER);
        client.sendPost(
                "model-versions/transition-stage",
                "{\"name\":\"" + first.model + "\",\"version\":\"1\",\"stage\":\"staging\"}");
        client.sendPost(
                "registered-models/alias", "{\"name\":\"" + first.model + "\",\"alias\":\"best\",\"version\":\"1\"}");

        ModelVersion byVersion = client.getModelVersion(first.model, "1");
        assertThat(byVersion.getRunId()).isEqualTo(first.runId);
        assertThat(byVersion.getStatus().name()).isEqualTo("READY");
        List<ModelVersion> byStage = client.getLatestVersions(first.model, List.of("Staging"));
        assertThat(byStage).extracting(ModelVersion::getVersion).containsExactly("1");
        JsonNode byAlias = new ObjectMapper()
                .readTree(client.sendGet("registered-models/alias?name=" + first.model + "&alias=best"));
        assertThat(byAlias.at("/model_version/version").asText()).isEqualTo("1");

        assertThat(client.getModelVersionDownloadUri(first.model, "1")).isEqualTo("runs:/" + first.runId + "/model");
        assertThat(client.getModelVersionDownloadUri(first.model, "2")).isEqualTo("runs:/" + second.runId + "/model");
        assertThat(client.sendGet("artifacts/list?run_id=" + first.runId + "&path=model"))
                .contains("model/MLmodel");
        assertThat(client.getLatestVersions(first.model))
                .extracting(version -> version.getVersion() + " " + version.getCurrentStage())
                .containsExactlyInAnyOrder("1 Staging", "2 None");
        assertThat(client.getRegisteredModel(first.model).getLatestVersionsCount())
                .isEqualTo(2);
        assertThat(client.searchModelVersions("name = '" + first.model + "'").getItems())
                .extracting(ModelVersion::getVersion)
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void whatIsNotThereIsSaidInMlflowsOwnErrors() {
        Candidate candidate = Candidate.good(ENGINEER);
        assertThatThrownBy(() -> client.getModelVersion(candidate.model, "7"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() -> client.sendGet("registered-models/alias?name=" + candidate.model + "&alias=none"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("400");
        assertThat(client.getLatestVersions(candidate.model, List.of("Production")))
                .isEmpty();
        assertThat(ENGINEER.post(
                                "/api/2.0/mlflow/registered-models/get-latest-versions",
                                Map.of("name", candidate.model, "stages", List.of("Nowhere")))
                        .status())
                .isEqualTo(400);
    }
}
