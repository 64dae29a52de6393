package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes an export: gzip, a JSON object a line. Holds one line in memory. */
public final class ExportWriter implements AutoCloseable {
    static final String FORMAT = "countersign-ledger-export/1";

    private final JsonGenerator json;
    private long leaves;

    /**
     * Half of an export are hashes, in which only chance repeats three or four digits. Filtered, such repetitions are not referred
     * to: the file is an eighth smaller, and is inflated in less than two thirds of the time.
     */
    private static final class Compressed extends GZIPOutputStream {
        Compressed(OutputStream out) throws IOException {
            super(out, 1 << 14);
            def.setStrategy(Deflater.FILTERED);
        }
    }

    /** @param out closed by {@link #close()} */
    public ExportWriter(OutputStream out) throws IOException {
        this.json = new JsonFactory().createGenerator(new Compressed(out));
        json.setRootValueSeparator(null);
    }

    public void header(ExportLine.Header header) throws IOException {
        begin("header");
        json.writeStringField("format", FORMAT);
        json.writeStringField("key", header.key());
        json.writeStringField("checkpoint", header.checkpoint());
        scope(header.scope());
        if (!header.rotations().isEmpty()) {
            json.writeArrayFieldStart("rotations");
            for (String rotation : header.rotations()) {
                json.writeString(rotation);
            }
            json.writeEndArray();
        }
        end();
    }

    private void scope(ExportScope scope) throws IOException {
        json.writeObjectFieldStart("scope");
        json.writeStringField("kind", scope.kind().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("from", scope.from());
        json.writeNumberField("to", scope.to());
        if (!scope.filter().isEmpty()) {
            json.writeObjectFieldStart("filter");
            for (Map.Entry<String, String> each : new TreeMap<>(scope.filter()).entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    public void leaf(ExportLine.Leaf leaf) throws IOException {
        begin("leaf");
        json.writeNumberField("index", leaf.index());
        json.writeStringField("hash", leaf.leafHash().hex());
        String entry = leaf.entry();
        if (entry != null) {
            json.writeStringField("entry", entry);
        }
        disclosures(leaf.disclosures());
        if (!leaf.proof().isEmpty()) {
            json.writeArrayFieldStart("proof");
            for (Hash hash : leaf.proof()) {
                json.writeString(hash.hex());
            }
            json.writeEndArray();
        }
        end();
        leaves++;
    }

    private void disclosures(List<ExportLine.Disclosure> disclosures) throws IOException {
        json.writeArrayFieldStart("disclosures");
        for (ExportLine.Disclosure disclosure : disclosures) {
            json.writeStartObject();
            json.writeStringField("name", disclosure.name());
            json.writeStringField("text", disclosure.text());
            json.writeStringField("salt", disclosure.salt());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    public void checkpoint(ExportLine.Signed checkpoint) throws IOException {
        begin("checkpoint");
        json.writeStringField("note", checkpoint.note());
        end();
    }

    /** Says that the export is whole; to be called last. */
    public void trailer() throws IOException {
        begin("trailer");
        json.writeNumberField("leaves", leaves);
        end();
    }

    private void begin(String type) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
