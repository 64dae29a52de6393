package io.countersign.tracking.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.RunStatus;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static <T extends MlflowMessage> T read(String json, Class<T> type) throws IOException {
        return MlflowJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), type);
    }

    private static String write(Object message) throws IOException {
        return new String(MlflowJson.write(message), StandardCharsets.UTF_8);
    }

    @Test
    void experimentIdsMayBeNumbersOrTexts() throws IOException {
        assertThat(read("{\"experiment_ids\": [0, \"12\"], \"unknown\": {}}", RunMessages.Search.class)
                        .experimentIds())
                .extracting(WireScalar::text)
                .containsExactly("0", "12");
        assertThat(read("{\"experimentId\": 7}", ExperimentMessages.SetTag.class)
                        .experimentId())
                .isEqualTo(new WireScalar("7"));
        MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
        query.add("experiment_id", "3");
        assertThat(MlflowJson.read(query, ExperimentMessages.Get.class).experimentId())
                .isEqualTo(new WireScalar("3"));
    }

    @Test
    void theOldNameOfRunIdIsUnderstood() throws IOException {
        assertThat(read("{\"run_uuid\": \"abc\"}", RunMessages.Reference.class).runId())
                .isEqualTo("abc");
    }

    @Test
    void enumsComeByNameOrNumberAndOthersAreRefused() throws IOException {
        assertThat(read("{\"status\": 3}", RunMessages.Update.class).status()).isEqualTo(new WireScalar("3"));
        assertThat(WireEnums.of(RunStatus.class, "3", "status")).isEqualTo(RunStatus.FINISHED);
        assertThat(WireEnums.of(RunStatus.class, "KILLED", "status")).isEqualTo(RunStatus.KILLED);
        assertThatThrownBy(() -> WireEnums.of(RunStatus.class, "DONE", "status"))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("Invalid value \"DONE\" for parameter 'status' supplied");
        assertThat(WireView.lifecycles(null, "view_type")).containsExactly(Lifecycle.ACTIVE);
        assertThat(WireView.lifecycles(new WireScalar("2"), "view_type")).containsExactly(Lifecycle.DELETED);
    }

    @Test
    void anObjectInPlaceOfAScalarIsRefused() {
        assertThatThrownBy(() -> read("{\"run_name\": \"r\", \"status\": {\"x\": null}}", RunMessages.Update.class))
                .isInstanceOf(MlflowException.class)
                .hasMessageStartingWith("Invalid value {} for parameter 'status' supplied");
    }

    @Test
    void metricsTakeNumbersAsTextAndSayWhatIsMissing() throws IOException {
        LogMessages.LogBatch batch = read(
                "{\"metrics\": [{\"key\": \"m\", \"value\": \"NaN\", \"timestamp\": \"5\"},"
                        + " {\"key\": \"n\", \"value\": \"-Infinity\", \"timestamp\": 0, \"step\": -1}]}",
                LogMessages.LogBatch.class);
        assertThat(batch.metrics().get(0).checked("")).isEqualTo(new MetricPoint("m", Double.NaN, 5, 0));
        assertThat(batch.metrics().get(1).checked("")).isEqualTo(new MetricPoint("n", -Double.MAX_VALUE, 0, -1));
        assertThatThrownBy(() -> metric("m", null).checked("metrics[0]."))
                .hasMessageStartingWith("Missing value for required parameter 'metrics[0].timestamp'");
        assertThatThrownBy(() -> metric("", 1L).checked(""))
                .hasMessageStartingWith("Missing value for required parameter 'key'");
    }

    private static LogMessages.Metric metric(String key, Long timestamp) {
        return new LogMessages.Metric(key, 1.0, timestamp, null, null, null, null, null);
    }

    @Test
    void whatIsEmptyIsLeftOutButInputsStay() throws IOException {
        assertThat(write(RunMessages.Data.from(RunContent.NOTHING))).isEqualTo("{}");
        assertThat(write(LogMessages.Inputs.from(RunContent.NOTHING))).isEqualTo("{}");
        assertThat(write(new ExperimentMessages.Found(List.of(), null))).isEqualTo("{}");
        assertThat(write(LogMessages.Metric.from(new MetricPoint("m", Double.NaN, 1, 0))))
                .isEqualTo("{\"key\":\"m\",\"value\":\"NaN\",\"timestamp\":1,\"step\":0}");
        assertThat(write(new ArtifactMessages.FileInfo("a", true, null))).isEqualTo("{\"path\":\"a\",\"is_dir\":true}");
    }

    @Test
    void textsThatNoDatabaseHoldsAreRefused() {
        assertThatThrownBy(() -> Presence.required("a\u0000b", "run_id"))
                .hasMessageContaining("'run_id' contains a NUL");
        assertThatThrownBy(() -> Presence.required("a\ud800", "key")).isInstanceOf(MlflowException.class);
        assertThat(Presence.required("\ud83d\ude00", "key")).isEqualTo("\ud83d\ude00");
    }

    @Test
    void pageSizesHaveBounds() {
        assertThat(Presence.pageSize(null, 1_000, 50_000)).isEqualTo(1_000);
        assertThatThrownBy(() -> Presence.pageSize(0, 1_000, 50_000)).hasMessageContaining("'max_results'");
        assertThatThrownBy(() -> Presence.pageSize(50_001, 1_000, 50_000)).hasMessageContaining("'max_results'");
    }

    @Test
    void downloadsAreTypedByNameAndNeverShown() {
        assertThat(ContentTypes.of("model/MLmodel")).isEqualTo("text/plain");
        assertThat(ContentTypes.of("a/page.html")).isEqualTo("text/html");
        assertThat(ContentTypes.of("x.unknown")).isEqualTo("application/octet-stream");
        assertThat(ContentTypes.attachment("d/a\"b.txt"))
                .isEqualTo("attachment; filename=\"a_b.txt\"; filename*=UTF-8''a%22b.txt");
    }
}
