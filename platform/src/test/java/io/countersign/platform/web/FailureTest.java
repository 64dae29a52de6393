package io.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void unexpectedFailureTellsTheIdAndNothingElse() {
        Failure failure = Failure.of(new IllegalStateException("secret table name"), "id-1");
        assertThat(failure.problemStatus()).isEqualTo(500);
        assertThat(failure.detail()).isEqualTo("An internal error occurred; quote the id id-1");
        assertThat(failure.mlflowCode()).isEqualTo(MlflowErrorCode.INTERNAL_ERROR);
    }

    @Test
    void problemIsFoundBelowContainerWrappers() {
        Failure failure = Failure.of(
                new RuntimeException("wrapped", new IllegalStateException(ProblemException.notFound("no model x"))),
                "id");
        assertThat(failure.problemStatus()).isEqualTo(404);
        assertThat(failure.detail()).isEqualTo("no model x");
        assertThat(failure.mlflowCode()).isEqualTo(MlflowErrorCode.RESOURCE_DOES_NOT_EXIST);
    }

    @Test
    void mlflowRefusalKeepsItsCode() {
        Failure failure = Failure.of(MlflowException.alreadyExists("taken"), "id");
        assertThat(failure.mlflowCode()).isEqualTo(MlflowErrorCode.RESOURCE_ALREADY_EXISTS);
        assertThat(failure.problemStatus()).isEqualTo(409);
        assertThat(failure.details()).isEqualTo(Map.of());
    }
}
