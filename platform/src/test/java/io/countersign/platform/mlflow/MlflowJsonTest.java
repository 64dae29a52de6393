package io.countersign.platform.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowJsonTest {
    record Point(
            @Nullable String key,
            @Nullable Double value,
            @Nullable Long timestamp) implements MlflowMessage {}

    record Batch(@Nullable String runId, @Nullable List<Point> metrics) implements MlflowMessage {}

    @Test
    void namesMayBeSnakeOrCamelCase() throws IOException {
        assertThat(read("{\"run_id\":\"a\"}").runId()).isEqualTo("a");
        assertThat(read("{\"runId\":\"a\"}").runId()).isEqualTo("a");
    }

    @Test
    void oldNameOfTheRunIdIsReadAndTheNewOneWins() throws IOException {
        assertThat(read("{\"run_uuid\":\"old\"}").runId()).isEqualTo("old");
        assertThat(read("{\"run_uuid\":\"old\",\"run_id\":\"new\"}").runId()).isEqualTo("new");
    }

    /** What is read in one go is read as what is looked at twice: a null somewhere asks for the second look. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"run_id\":\"new\",\"run_uuid\":\"old\"",
                "\"run_uuid\":\"old\",\"runId\":\"new\"",
                "\"_run_id\":\"a\",\"metrics\":[{\"Key\":\"k\",\"value\":1,\"timestamp\":2.0}]",
                "\"metrics\":{\"key\":\"one\"}",
                "\"metrics\":[{\"key\":\"k\",\"run_id\":\"x\"},{\"key\":\"l\"}],\"run_uuid\":\"a\"",
                "\"later\":{\"run_id\":\"x\",\"deep\":[{\"run_id\":\"y\"}]},\"run_uuid\":\"a\"",
                "\"run_id\":\"a\",\"run_id\":\"b\"",
                "\"run_id\":\"a\",\"run_uuid\":\"b\",\"metrics\":[{\"run_uuid\":\"x\"},{\"run_uuid\":\"y\"}]",
                "\"run_uuid\":\"a\",\"metrics\":[{\"key\":\"k\"},{\"Key\":\"l\"},{\"key\":\"m\"}]",
                "\"metrics\":[]"
            })
    void oneLookAndTwoSeeTheSame(String members) throws IOException {
        assertThat(read("{" + members + "}")).isEqualTo(read("{\"nothing\":null," + members + "}"));
    }

    @Test
    void unknownFieldsAndNullsCountAsAbsent() throws IOException {
        Batch batch = read("{\"run_id\":null,\"later\":{\"x\":1}}");
        assertThat(batch).isEqualTo(new Batch(null, null));
    }

    @Test
    void emptyBodyIsAnEmptyObject() throws IOException {
        assertThat(read("")).isEqualTo(new Batch(null, null));
    }

    @Test
    void doublyEncodedBodyIsDecodedTwice() throws IOException {
        assertThat(read("\"{\\\"run_id\\\":\\\"a\\\"}\"").runId()).isEqualTo("a");
    }

    @Test
    void numbersMayBeStrings() throws IOException {
        Point point = onlyPoint("{\"value\":\"0.5\",\"timestamp\":\"1700000000000\"}");
        assertThat(point.value()).isEqualTo(0.5);
        assertThat(point.timestamp()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void integralFloatIsAnInteger() throws IOException {
        assertThat(onlyPoint("{\"timestamp\":1.0}").timestamp()).isEqualTo(1L);
    }

    @Test
    void specialDoublesAreStrings() throws IOException {
        assertThat(onlyPoint("{\"value\":\"NaN\"}").value()).isNaN();
        assertThat(onlyPoint("{\"value\":\"-Infinity\"}").value()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(text(new Point("k", Double.NaN, null))).isEqualTo("{\"key\":\"k\",\"value\":\"NaN\"}");
    }

    @Test
    void numberForTextIsRefusedWithValueAndParameter() {
        assertThatThrownBy(() -> read("{\"metrics\":[{\"key\":123}]}"))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("Invalid value 123 for parameter 'metrics[0].key' supplied");
    }

    @Test
    void textForNumberIsRefusedWithTheQuotedValue() {
        assertThatThrownBy(() -> read("{\"metrics\":[{\"value\":\"high\"}]}"))
                .hasMessageContaining("Invalid value \"high\" for parameter 'metrics[0].value' supplied");
    }

    @Test
    void malformedBodiesAreRefused() {
        assertThatThrownBy(() -> read("{\"run_id\":")).isInstanceOf(MlflowException.class);
        assertThatThrownBy(() -> read("[1]")).hasMessageContaining("must be a JSON object");
        assertThatThrownBy(() -> read("{} {}")).isInstanceOf(MlflowException.class);
    }

    @Test
    void repeatedQueryNamesAreAList() {
        record Ids(List<String> runIds) implements MlflowMessage {}
        MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
        query.addAll("run_ids", "a", "b");
        assertThat(MlflowJson.read(query, Ids.class).runIds()).containsExactly("a", "b");
        query.remove("run_ids");
        query.add("run_ids", "only");
        assertThat(MlflowJson.read(query, Ids.class).runIds()).containsExactly("only");
    }

    @Test
    void bodyOfAGetIsReadAsItsQuery() throws IOException {
        String body = "{\"run_ids\":[\"a\",\"b\"],\"max_results\":3,\"page_token\":null}";
        assertThat(MlflowJson.fields(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .containsExactly(Map.entry("run_ids", "a"), Map.entry("run_ids", "b"), Map.entry("max_results", "3"));
    }

    @Test
    void answersLeaveOutNullsAndEmptyListsButNotZeroOrEmptyText() throws IOException {
        assertThat(text(new Batch("", List.of()))).isEqualTo("{\"run_id\":\"\"}");
        assertThat(text(new Point("k", 0.0, 0L))).isEqualTo("{\"key\":\"k\",\"value\":0.0,\"timestamp\":0}");
    }

    private static Point onlyPoint(String json) throws IOException {
        List<Point> points = read("{\"metrics\":[" + json + "]}").metrics();
        assertThat(points).hasSize(1);
        return points.get(0);
    }

    private static Batch read(String json) throws IOException {
        return MlflowJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Batch.class);
    }

    private static String text(MlflowMessage message) throws IOException {
        return new String(MlflowJson.write(message), StandardCharsets.UTF_8);
    }
}
