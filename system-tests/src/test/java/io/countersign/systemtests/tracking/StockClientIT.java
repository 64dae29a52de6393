package io.countersign.systemtests.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.systemtests.Countersign;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.RunsPage;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** The unmodified {@code org.mlflow:mlflow-client}. */
class StockClientIT {
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

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }

    @Test
    void experimentsLiveTheirWholeLife() {
        String name = unique("life");
        String id = client.createExperiment(name);
        assertThat(client.getExperimentByName(name))
                .hasValueSatisfying(found -> assertThat(found.getExperimentId()).isEqualTo(id));
        assertThat(client.getExperimentByName(unique("nobody"))).isEmpty();
        client.setExperimentTag(id, "team", "risk");
        client.renameExperiment(id, name + "-renamed");
        client.deleteExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("deleted");
        client.restoreExperiment(id);
        Service.Experiment experiment = client.getExperiment(id);
        assertThat(experiment.getLifecycleStage()).isEqualTo("active");
        assertThat(experiment.getName()).isEqualTo(name + "-renamed");
        assertThat(experiment.getArtifactLocation()).isEqualTo("mlflow-artifacts:/" + id);
        assertThat(experiment.getTagsList())
                .extracting(Service.ExperimentTag::getKey, Service.ExperimentTag::getValue)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("team", "risk"));
        assertThatThrownBy(() -> client.createExperiment(name + "-renamed"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void experimentsAreSearchedPageByPage() {
        String mark = unique("paged");
        IntStream.range(0, 5).forEach(i -> client.createExperiment(mark + i));
        ExperimentsPage first =
                client.searchExperiments("name LIKE '" + mark + "%'", ViewType.ACTIVE_ONLY, 3, List.of("name ASC"));
        assertThat(first.getItems())
                .extracting(Service.Experiment::getName)
                .containsExactly(mark + 0, mark + 1, mark + 2);
        assertThat(first.getNextPage().getItems())
                .extracting(Service.Experiment::getName)
                .containsExactly(mark + 3, mark + 4);
    }

    @Test
    void runsLogAndAreFoundAgain() {
        String experiment = client.createExperiment(unique("runs"));
        String run = client.createRun(experiment).getRunId();
        client.logParam(run, "depth", "3");
        client.logMetric(run, "auc", 0.7, 10, 0);
        client.logMetric(run, "auc", 0.9, 20, 1);
        client.logMetric(run, "nan", Double.NaN, 1, 0);
        client.setTag(run, "team", "risk");
        client.setTag(run, "gone", "x");
        client.deleteTag(run, "gone");
        client.logBatch(
                run,
                List.of(metric("loss", 0.5, 3)),
                List.of(Service.Param.newBuilder().setKey("trees").setValue("9").build()),
                List.of(Service.RunTag.newBuilder().setKey("a/b").setValue("").build()));
        client.setTerminated(run, RunStatus.FINISHED, 5_000);

        Service.Run found = client.getRun(run);
        assertThat(found.getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
        assertThat(found.getInfo().getEndTime()).isEqualTo(5_000);
        assertThat(found.getInfo().getArtifactUri())
                .isEqualTo("mlflow-artifacts:/" + experiment + "/" + run + "/artifacts");
        assertThat(found.getData().getParamsList())
                .extracting(Service.Param::getKey)
                .containsExactly("depth", "trees");
        assertThat(found.getData().getMetricsList())
                .extracting(Service.Metric::getKey, Service.Metric::getValue)
                .containsExactly(tuple("auc", 0.9), tuple("loss", 0.5), tuple("nan", Double.NaN));
        assertThat(found.getData().getTagsList())
                .extracting(Service.RunTag::getKey)
                .containsExactly("a/b", "mlflow.runName", "team");
        assertThat(client.getMetricHistory(run, "auc"))
                .extracting(Service.Metric::getStep)
                .containsExactly(0L, 1L);
        assertThat(client.searchRuns(List.of(experiment), "metrics.auc > 0.8 and params.depth = '3'"))
                .extracting(Service.RunInfo::getRunId)
                .containsExactly(run);
        assertThat(client.searchRuns(List.of(experiment), "metrics.auc > 0.9")).isEmpty();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static Service.Metric metric(String key, double value, long step) {
        return Service.Metric.newBuilder()
                .setKey(key)
                .setValue(value)
                .setStep(step)
                .setTimestamp(1)
                .build();
    }

    @Test
    void deletedRunsAreHiddenUntilRestored() {
        String experiment = client.createExperiment(unique("deleted"));
        String run = client.createRun(experiment).getRunId();
        client.deleteRun(run);
        assertThat(client.searchRuns(List.of(experiment), "")).isEmpty();
        assertThat(client.searchRuns(List.of(experiment), "", ViewType.DELETED_ONLY))
                .hasSize(1);
        assertThatThrownBy(() -> client.logParam(run, "a", "b"))
                .hasMessageContaining("INVALID_PARAMETER_VALUE")
                .hasMessageContaining("must be in the 'active' state");
        client.restoreRun(run);
        assertThat(client.searchRuns(List.of(experiment), "")).hasSize(1);
    }

    @Test
    void runsAreOrderedAndPaged() {
        String experiment = client.createExperiment(unique("order"));
        for (int i = 0; i < 5; i++) {
            String run = client.createRun(experiment).getRunId();
            client.logMetric(run, "m", i, 1, 0);
        }
        RunsPage page = client.searchRuns(List.of(experiment), "", ViewType.ACTIVE_ONLY, 2, List.of("metrics.m DESC"));
        List<Double> seen = new java.util.ArrayList<>();
        for (RunsPage next = page; ; next = (RunsPage) next.getNextPage()) {
            next.getItems().forEach(run -> seen.add(run.getData().getMetrics(0).getValue()));
            if (!next.hasNextPage()) {
                break;
            }
        }
        assertThat(seen).containsExactly(4.0, 3.0, 2.0, 1.0, 0.0);
    }

    @Test
    void aParamDoesNotChange() {
        String run = client.createRun(client.createExperiment(unique("param"))).getRunId();
        client.logParam(run, "p", "1");
        client.logParam(run, "p", "1");
        assertThatThrownBy(() -> client.logParam(run, "p", "2"))
                .hasMessageContaining("Changing param values is not allowed");
    }
}
