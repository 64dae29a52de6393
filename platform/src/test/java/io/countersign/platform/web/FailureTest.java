package io.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import jakarta.resource.spi.ResourceAllocationException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08003", "57P01", "57P03"})
    void aLostConnectionIsNoFailureOfOursAndTellsWhenToTryAgain(String state) {
        Failure failure = Failure.of(
                new IllegalStateException("commit", new SQLException("terminating connection", state)), "id-1");

        assertThat(failure.problemStatus()).isEqualTo(503);
        assertThat(failure.type().slug()).isEqualTo("database-unreachable");
        assertThat(failure.mlflowCode()).isEqualTo(MlflowErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(failure.detail()).endsWith("request id-1");
        assertThat(failure.details()).containsEntry(FailureMapper.RETRY_AFTER, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "23505", "42P01"})
    void otherErrorsOfTheDatabaseStayFailuresOfOurs(String state) {
        assertThat(Failure.of(new IllegalStateException(new SQLException("canceled", state)), "id")
                        .problemStatus())
                .isEqualTo(500);
    }

    @Test
    void aCommitThatFailedForThisIsTheSame() {
        Exception commit = new Exception("ARJUNA016053: Could not commit transaction.");
        commit.addSuppressed(new Exception("rolled back", new SQLException("terminating connection", "57P01")));

        assertThat(Failure.of(commit, "id").type().slug()).isEqualTo("database-unreachable");
    }

    @Test
    void anEmptyPoolIsTheSame() {
        SQLException none = new SQLException(new ResourceAllocationException("IJ000655: no managed connections"));

        assertThat(Failure.of(new IllegalStateException(none), "id").problemStatus())
                .isEqualTo(503);
    }
}
