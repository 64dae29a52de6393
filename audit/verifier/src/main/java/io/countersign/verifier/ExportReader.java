package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads an export line by line. Holds one line in memory. */
public final class ExportReader implements AutoCloseable {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final MappingIterator<JsonNode> lines;

    /** A line that is not as the format says. */
    public static final class MalformedExport extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedExport(String message) {
            super(message);
        }
    }

    /** @param in the gzip stream; closed by {@link #close()} */
    public ExportReader(InputStream in) throws IOException {
        this.lines = MAPPER.readerFor(JsonNode.class).readValues(new GZIPInputStream(in, 1 << 16));
    }

    /**
     * The next line; empty at the end.
     *
     * @throws MalformedExport when the line is not one of an export
     * @throws java.io.EOFException when the gzip stream ends early
     */
    public Optional<ExportLine> next() throws IOException {
        try {
            return lines.hasNextValue() ? Optional.of(line(lines.nextValue())) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            throw new MalformedExport(notJson.getOriginalMessage());
        } catch (IllegalArgumentException notAHash) {
            throw new MalformedExport(String.valueOf(notAHash.getMessage()));
        }
    }

    private static ExportLine line(JsonNode line) throws MalformedExport {
        return switch (text(line, "type")) {
            case "header" -> {
                if (!ExportWriter.FORMAT.equals(text(line, "format"))) {
                    throw new MalformedExport("the export has another format: " + text(line, "format"));
                }
                yield new ExportLine.Header(text(line, "key"), text(line, "checkpoint"));
            }
            case "leaf" ->
                new ExportLine.Leaf(
                        number(line, "index"),
                        Hash.ofHex(text(line, "hash")),
                        line.has("entry") ? text(line, "entry") : null,
                        disclosures(line.path("disclosures")));
            case "checkpoint" -> new ExportLine.Signed(text(line, "note"));
            case "trailer" -> new ExportLine.Trailer(number(line, "leaves"));
            default -> throw new MalformedExport("a line has an unknown type: " + text(line, "type"));
        };
    }

    private static List<ExportLine.Disclosure> disclosures(JsonNode array) throws MalformedExport {
        List<ExportLine.Disclosure> disclosures = new ArrayList<>();
        for (JsonNode each : array) {
            disclosures.add(new ExportLine.Disclosure(text(each, "name"), text(each, "text"), text(each, "salt")));
        }
        return disclosures;
    }

    private static String text(JsonNode object, String name) throws MalformedExport {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw new MalformedExport("a line has no text \"" + name + "\"");
        }
        return value.textValue();
    }

    private static long number(JsonNode object, String name) throws MalformedExport {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new MalformedExport("a line has no whole number \"" + name + "\"");
        }
        return value.longValue();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
