package io.countersign.tracking.boundary;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the points of a batch, which are a thousand objects a call: in half the time that binding them by reflection takes.
 * Whatever is not written as nearly every client writes it goes the usual way, with the usual refusals.
 */
final class MetricReader extends StdDeserializer<LogMessages.Metric> {
    private static final long serialVersionUID = 1L;

    private static final List<SerializableString> USUAL = Stream.of("key", "value", "timestamp", "step")
            .<SerializableString>map(SerializedString::new)
            .toList();

    MetricReader() {
        super(LogMessages.Metric.class);
    }

    @Override
    public LogMessages.Metric deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return (LogMessages.Metric) context.handleUnexpectedToken(LogMessages.Metric.class, parser);
        }
        Fields fields = new Fields();
        int place = 0;
        for (String name = name(parser, place++); name != null; name = name(parser, place++)) {
            JsonToken token = parser.nextToken();
            try {
                fields.read(name, token, parser, context);
            } catch (JsonProcessingException refused) {
                throw JsonMappingException.wrapWithPath(refused, LogMessages.Metric.class, name);
            }
        }
        return fields.metric();
    }

    /** The next name, in a moment when it is the one that nearly every client writes there; null behind the last. */
    private static @Nullable String name(JsonParser parser, int place) throws IOException {
        if (place >= USUAL.size()) {
            return parser.nextFieldName();
        }
        SerializableString usual = USUAL.get(place);
        if (parser.nextFieldName(usual)) {
            return usual.getValue();
        }
        return parser.hasToken(JsonToken.FIELD_NAME) ? parser.currentName() : null;
    }

    /** What was read so far. */
    private static final class Fields {
        private @Nullable String key;
        private @Nullable Double value;
        private @Nullable Long timestamp;
        private @Nullable Long step;
        private @Nullable String modelId;
        private @Nullable String datasetName;
        private @Nullable String datasetDigest;
        private @Nullable String runId;

        void read(String name, JsonToken token, JsonParser parser, DeserializationContext context) throws IOException {
            switch (name) {
                case "key" -> key = text(token, parser, context);
                case "value" -> value = number(token, parser, context);
                case "timestamp" -> timestamp = integer(token, parser, context);
                case "step" -> step = integer(token, parser, context);
                case "model_id" -> modelId = text(token, parser, context);
                case "dataset_name" -> datasetName = text(token, parser, context);
                case "dataset_digest" -> datasetDigest = text(token, parser, context);
                case "run_id" -> runId = text(token, parser, context);
                default -> parser.skipChildren();
            }
        }

        LogMessages.Metric metric() {
            return new LogMessages.Metric(key, value, timestamp, step, modelId, datasetName, datasetDigest, runId);
        }

        private static String text(JsonToken token, JsonParser parser, DeserializationContext context)
                throws IOException {
            return token == JsonToken.VALUE_STRING ? parser.getText() : context.readValue(parser, String.class);
        }

        private static Double number(JsonToken token, JsonParser parser, DeserializationContext context)
                throws IOException {
            return token.isNumeric() ? parser.getDoubleValue() : context.readValue(parser, Double.class);
        }

        private static Long integer(JsonToken token, JsonParser parser, DeserializationContext context)
                throws IOException {
            return token == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : context.readValue(parser, Long.class);
        }
    }
}
