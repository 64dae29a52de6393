package io.countersign.verifier.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes an export of a run: gzip of JSON objects, one a line, as docs/run-export.md has them. */
public final class RunExportWriter implements AutoCloseable {
    public static final String FORMAT = "countersign-run-export/1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;
    private long lines;

    /** @param out gets the gzip stream; closed with this writer */
    public RunExportWriter(OutputStream out) throws IOException {
        this.out = new BufferedOutputStream(new GZIPOutputStream(out), 1 << 16);
    }

    /** First. @param key vkey of the log, for information */
    public void header(String runId, String key) throws IOException {
        line(object("header").put("format", FORMAT).put("runId", runId).put("key", key));
    }

    /**
     * The seal and the proof that the log holds its entry.
     *
     * @param form exact text of the sealed form
     * @param entry exact text of the ledger entry
     * @param proof hex of the audit path, leaf to root
     * @param checkpoint the signed note
     */
    public void seal(String form, String entry, long leafIndex, List<String> proof, String checkpoint)
            throws IOException {
        ObjectNode line = object("seal").put("form", form).put("entry", entry).put("leafIndex", leafIndex);
        ArrayNode path = line.putArray("proof");
        proof.forEach(path::add);
        line.put("checkpoint", checkpoint);
        line(line);
    }

    /** Exact text of the form of what the run held when it was exported. */
    public void present(String form) throws IOException {
        line(object("present").put("form", form));
    }

    /** Points of one metric, in the order of the series' digest; a long series takes several lines. */
    public void points(String metric, long[] steps, long[] timestamps, double[] values) throws IOException {
        ObjectNode line = object("points").put("metric", metric);
        ArrayNode points = line.putArray("points");
        for (int i = 0; i < steps.length; i++) {
            ArrayNode point = points.addArray().add(steps[i]).add(timestamps[i]);
            if (Double.isNaN(values[i])) {
                point.add("NaN");
            } else {
                point.add(values[i]);
            }
        }
        line(line);
    }

    /** The texts of a dataset of which the form holds the digests; null for what was not logged. */
    public void dataset(String name, String digest, @Nullable String schema, @Nullable String profile)
            throws IOException {
        ObjectNode line = object("dataset").put("name", name).put("digest", digest);
        if (schema != null) {
            line.put("schema", schema);
        }
        if (profile != null) {
            line.put("profile", profile);
        }
        line(line);
    }

    /** Last. */
    public void trailer() throws IOException {
        line(object("trailer").put("lines", lines));
    }

    private static ObjectNode object(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private void line(ObjectNode line) throws IOException {
        out.write(JSON.writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        lines++;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
