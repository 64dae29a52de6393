package io.countersign.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.problem.ProblemException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineageNodeTest {
    static Stream<LineageNode> nodes() {
        return Stream.of(
                LineageNode.dataset("s3://lake", "loans/2026.parquet"),
                LineageNode.dataset("a:b%3A", "c%25:d"),
                LineageNode.loggedDataset("credit", "abc"),
                LineageNode.job("airflow", "etl.daily"),
                LineageNode.jobRun(UUID.randomUUID()),
                LineageNode.run(new RunId("f".repeat(32))),
                LineageNode.loggedModel("m-1"),
                LineageNode.modelVersion("credit:scoring", 3),
                LineageNode.deployment("eu-1"));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void everyIdReadsBackAsItsNode(LineageNode node) {
        assertThat(LineageNode.parse(node.id())).isEqualTo(node);
    }

    @Test
    void colonsWithinAPartAreEscaped() {
        assertThat(LineageNode.dataset("s3://lake", "a%b").id()).isEqualTo("dataset:s3%3A//lake:a%25b");
        assertThat(LineageNode.modelVersion("credit", 3).id()).isEqualTo("model-version:credit:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "run:", "dataset:only-a-namespace", "person:x", "run:a:b", "job: :x"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> LineageNode.parse(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void namesBeyondWhatAnIndexTakesAreRefused() {
        assertThatThrownBy(() -> LineageNode.job("n", "x".repeat(2_001))).hasMessageContaining("2000 bytes");
    }
}
