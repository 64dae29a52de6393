package io.countersign.tracking.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader for the volume takes, refuses and says exactly what binding by the mapper's own rules does. */
class MetricReaderTest {

    /** A point as the mapper binds it by itself. */
    record Metric(
            @Nullable String key,
            @Nullable Double value,
            @Nullable Long timestamp,
            @Nullable Long step,
            @Nullable String modelId,
            @Nullable String datasetName,
            @Nullable String datasetDigest,
            @Nullable String runId)
            implements MlflowMessage {}

    record Bound(@Nullable List<Metric> metrics) implements MlflowMessage {}

    private static String outcome(String metrics, Class<? extends MlflowMessage> type) throws IOException {
        byte[] body = ("{\"metrics\":" + metrics + "}").getBytes(StandardCharsets.UTF_8);
        try {
            MlflowMessage message = MlflowJson.read(new ByteArrayInputStream(body), type);
            return String.valueOf(
                    message instanceof LogMessages.LogBatch batch ? batch.metrics() : ((Bound) message).metrics());
        } catch (MlflowException refused) {
            return refused.code() + " " + refused.getMessage();
        }
    }

    @Test
    void readsAPointAsItIsWritten() throws IOException {
        assertThat(outcome(
                        "[{\"key\":\"loss\",\"value\":0.5,\"timestamp\":1700000000000,\"step\":3,\"model_id\":\"m-1\","
                                + "\"dataset_name\":\"d\",\"dataset_digest\":\"e\",\"run_id\":\"r\"}]",
                        LogMessages.LogBatch.class))
                .isEqualTo("[Metric[key=loss, value=0.5, timestamp=1700000000000, step=3, modelId=m-1, datasetName=d,"
                        + " datasetDigest=e, runId=r]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"key\":\"a\",\"value\":1,\"timestamp\":2,\"step\":-3}]",
                "[{\"key\":\"a\",\"value\":\"NaN\",\"timestamp\":\"2\",\"step\":\"3\"}]",
                "[{\"key\":\"a\",\"value\":\"-Infinity\",\"timestamp\":2.0,\"step\":3e0}]",
                "[{\"key\":\"a\",\"value\":1e999,\"timestamp\":\" 2 \",\"step\":\"\"}]",
                "[{\"key\":\"a\",\"value\":9223372036854775807,\"timestamp\":9223372036854775807}]",
                "[{\"key\":\"a\",\"value\":1,\"timestamp\":9223372036854775808}]",
                "[{\"key\":\"a\",\"value\":1,\"timestamp\":1.5}]",
                "[{\"key\":\"a\",\"value\":1,\"timestamp\":\"soon\"}]",
                "[{\"key\":\"a\",\"value\":\"much\",\"timestamp\":1}]",
                "[{\"key\":\"a\",\"value\":true,\"timestamp\":1}]",
                "[{\"key\":\"a\",\"value\":{\"x\":1},\"timestamp\":1}]",
                "[{\"key\":\"a\",\"value\":[1],\"timestamp\":[2]}]",
                "[{\"key\":7,\"value\":1,\"timestamp\":1}]",
                "[{\"key\":true}]",
                "[{\"key\":[\"a\"]}]",
                "[{\"key\":{}}]",
                "[{\"key\":null,\"value\":null,\"timestamp\":null}]",
                "[{\"key\":\"a\",\"modelId\":\"m\",\"datasetName\":\"d\",\"datasetDigest\":\"e\",\"run_uuid\":\"r\"}]",
                "[{\"run_uuid\":\"old\",\"run_id\":\"new\"},{\"run_id\":\"new\",\"run_uuid\":\"old\"},{\"run_uuid\":\"r\"}]",
                "[{\"key\":\"a\",\"later\":{\"key\":\"b\",\"deep\":[{\"value\":1}]},\"more\":[1,[2]],\"value\":2}]",
                "[{\"key\":\"a\",\"timestamp\":3,\"value\":1,\"step\":2},{\"step\":1,\"timestamp\":3,\"value\":1,\"key\":\"a\"}]",
                "[ { \"key\" : \"a\" ,\"value\" :1, \"timestamp\": 3 , \"step\":2 , \"Step\":4 } ]",
                "[{\"\\u006bey\":\"a\",\"Value\":1,\"timestamps\":3,\"ste\":2}]",
                "[{\"key\":\"a\",\"value\":null,\"timestamp\":3,\"step\":null}]",
                "[{\"key\":{\"key\":\"b\"},\"value\":1}]",
                "[{\"key\":\"a\",\"key\":\"b\",\"value\":1,\"value\":2}]",
                "[{}]",
                "[]",
                "{\"key\":\"alone\"}",
                "[\"a\"]",
                "[\"\"]",
                "[1]",
                "[[{\"key\":\"a\"}]]",
                "[[]]",
                "\"a\"",
                "[{\"key\":\"a\",\"value\":1,\"timestamp\":1},{\"key\":\"b\",\"value\":1,\"timestamp\":\"x\"}]",
                "[{\"key\":\"a\"",
                "[{\"key\":\"a\",}]",
                "[{\"key\":\"\\ud83d\\ude00\\n\",\"value\":-0.0,\"timestamp\":0}]"
            })
    void takesAndRefusesWhatTheMapperDoes(String metrics) throws IOException {
        assertThat(outcome(metrics, LogMessages.LogBatch.class)).isEqualTo(outcome(metrics, Bound.class));
    }
}
