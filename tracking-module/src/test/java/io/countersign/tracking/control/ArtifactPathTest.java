package io.countersign.tracking.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../x",
                "a/../b",
                "a/..",
                "./a",
                "a//b",
                "a/",
                "/etc/passwd",
                "a\\b",
                "..\\x",
                "C:/x",
                "c:x",
                "a#b",
                "a\u0000b",
                "a\nb",
                "%2e%2e/x",
                "a/%2e%2e",
                "%252e%252e%252fx",
                "%25252e%25252e",
                "a%2f..%2fb",
                "%2Fetc",
                "a%00",
                "x%5c..%5cy",
                "%zz/%2e%2e/x",
                "%23"
            })
    void refusesWhatWouldLeadOut(String path) {
        assertThatThrownBy(() -> ArtifactPath.parse(path))
                .isInstanceOfSatisfying(MlflowException.class, refused -> assertThat(refused.code())
                        .isEqualTo(MlflowErrorCode.INVALID_PARAMETER_VALUE))
                .hasMessageStartingWith("Invalid path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "model/MLmodel",
                "a b/ü.txt",
                "100%.txt",
                "..a",
                "a..b/c",
                "model/data/.hidden",
                "x+y",
                "a%20b"
            })
    void keepsHarmlessPaths(String path) {
        assertThat(ArtifactPath.parse(path).value()).isEqualTo(path);
    }
}
