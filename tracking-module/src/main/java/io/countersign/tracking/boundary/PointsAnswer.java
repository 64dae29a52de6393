package io.countersign.tracking.boundary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.countersign.tracking.control.MetricHistory;
import io.countersign.tracking.control.PointColumns;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes points as MLflow's {@code metrics} list, while they are read: a long series never stands in memory as text. */
final class PointsAnswer {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // An answer that broke off must not look like a whole one.
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private PointsAnswer() {}

    /** Fills the list. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** The whole answer. @param nextPageToken left out when null */
    static void write(OutputStream out, Body points, @Nullable String nextPageToken) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("metrics");
            points.write(json);
            json.writeEndArray();
            if (nextPageToken != null) {
                json.writeStringField("next_page_token", nextPageToken);
            }
            json.writeEndObject();
        }
    }

    /** Some points of a series. @param withRun whether each says its run */
    static void points(JsonGenerator json, MetricHistory.Series series, PointColumns points, boolean withRun)
            throws IOException {
        for (int i = 0; i < points.size(); i++) {
            json.writeStartObject();
            json.writeStringField("key", series.name());
            json.writeNumberField("value", points.value(i));
            json.writeNumberField("timestamp", points.timestamp(i));
            json.writeNumberField("step", points.step(i));
            if (withRun) {
                json.writeStringField("run_id", series.runId());
            }
            json.writeEndObject();
        }
    }
}
