package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes an export: gzip, a JSON object a line. Holds one line in memory. */
public final class ExportWriter implements AutoCloseable {
    static final String FORMAT = "countersign-ledger-export/1";

    private final JsonGenerator json;
    private long leaves;

    /** @param out closed by {@link #close()} */
    public ExportWriter(OutputStream out) throws IOException {
        this.json = new JsonFactory().createGenerator(new GZIPOutputStream(out, 1 << 14));
        json.setRootValueSeparator(null);
    }

    public void header(ExportLine.Header header) throws IOException {
        begin("header");
        json.writeStringField("format", FORMAT);
        json.writeStringField("key", header.key());
        json.writeStringField("checkpoint", header.checkpoint());
        end();
    }

    public void leaf(ExportLine.Leaf leaf) throws IOException {
        begin("leaf");
        json.writeNumberField("index", leaf.index());
        json.writeStringField("hash", leaf.leafHash().hex());
        String entry = leaf.entry();
        if (entry != null) {
            json.writeStringField("entry", entry);
        }
        json.writeArrayFieldStart("disclosures");
        for (ExportLine.Disclosure disclosure : leaf.disclosures()) {
            json.writeStartObject();
            json.writeStringField("name", disclosure.name());
            json.writeStringField("text", disclosure.text());
            json.writeStringField("salt", disclosure.salt());
            json.writeEndObject();
        }
        json.writeEndArray();
        end();
        leaves++;
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
