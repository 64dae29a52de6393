package io.countersign.registry.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.registry.VersionId;
import io.countersign.tracking.RunId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSourceTest {
    private static final List<String> PLACES = List.of("s3://models", "https://huggingface.co/acme/");

    @ParameterizedTest
    @CsvSource({
        "runs:/0c1d/model, 0c1d, model",
        "runs:/0c1d/a/b c/, 0c1d, a/b c",
        "runs:/0c1d, 0c1d, ''",
        "mlflow-artifacts:/7/0c1d/artifacts/model, 0c1d, model",
        "mlflow-artifacts:/7/0c1d/artifacts, 0c1d, ''"
    })
    void artifactsOfARunAreRecognised(String source, String run, String path) {
        assertThat(ModelSource.parse(source)).isEqualTo(new ModelSource.OfRun(new RunId(run), path));
    }

    @Test
    void copyOfAVersionIsRecognised() {
        assertThat(ModelSource.parse("models:/credit/3"))
                .isEqualTo(new ModelSource.OfVersion(new VersionId("credit", 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/model", "https://models.example/x", "gs://b/x", "dbfs:/databricks/x"})
    void remotePlacesAreOutside(String source) {
        assertThat(ModelSource.parse(source)).isEqualTo(new ModelSource.Outside(source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "//etc/passwd",
                "%2Fetc%2Fpasswd",
                "file%3A%2F%2F%2Fetc%2Fpasswd",
                "file://localhost/etc/passwd",
                "file+ssh:/etc",
                "~/models",
                "\\\\server\\share",
                "s3:models/x",
                "etc/passwd",
                "file:/etc/passwd",
                "file:///etc",
                "FILE:/etc",
                "C:\\models",
                ".",
                "models:/credit@champion",
                "models:/m-0123",
                "models:/credit/0",
                "mlflow-artifacts://elsewhere/7/0c1d/artifacts/model",
                "mlflow-artifacts:/7/0c1d/other",
                "runs:/0c1d/../other",
                "runs:/0c1d/%2e%2e/other",
                "runs:/0c1d/%252e%252e/other",
                "runs:/0c1d/a\\..\\b",
                "s3://bucket/a/../b",
                "s3://bucket/a?x=/../b",
                "jar:file:/x!/y"
            })
    void pathsOfTheServerAndWaysUpwardsAreRefused(String source) {
        assertThatThrownBy(() -> ModelSource.parse(source))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("Invalid model version source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://models/credit", "s3://models", "https://huggingface.co/acme/credit?revision=1"})
    void allowedPlacesAreTaken(String source) {
        new AllowedSources(PLACES).require(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://models-of-others/credit",
                "s3://other/credit",
                "S3://MODELS/credit",
                "http://huggingface.co/acme/credit",
                "https://huggingface.co/others/credit",
                "https://huggingface.co.evil.example/acme/credit",
                "https://huggingface.co@evil.example/acme/credit",
                "dbfs:/models/credit"
            })
    void placesThatAreNotOnTheListAreRefusedByName(String source) {
        assertThatThrownBy(() -> new AllowedSources(PLACES).require(source))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("s3://models, https://huggingface.co/acme/")
                .hasMessageContaining("COUNTERSIGN_REGISTRY_ALLOWED_SOURCES");
        new AllowedSources(List.of("*")).require(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://models/credit", "https://huggingface.co/acme/credit", "dbfs:/models/credit", "*"})
    void nothingFromOutsideIsTakenUnlessTheSettingAllowsIt(String source) {
        assertThatThrownBy(() -> new AllowedSources(List.of()).require(source))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("from outside nothing")
                .hasMessageContaining("COUNTERSIGN_REGISTRY_ALLOWED_SOURCES");
    }
}
