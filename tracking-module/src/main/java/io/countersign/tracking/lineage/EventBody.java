package io.countersign.tracking.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of a call with events: bounded before and after it is unpacked, since clients may compress it. */
final class EventBody {
    static final int MAX_BYTES = 10 << 20;

    private EventBody() {}

    /**
     * @param encoding the header Content-Encoding, null when absent
     * @throws ProblemException (too large) beyond the bound, (invalid) for what is no JSON
     */
    static JsonNode read(InputStream body, @Nullable String encoding) {
        try {
            byte[] bytes = bounded(body);
            if (encoding != null && encoding.trim().equalsIgnoreCase("gzip")) {
                bytes = bounded(new GZIPInputStream(new ByteArrayInputStream(bytes)));
            } else if (encoding != null
                    && !encoding.isBlank()
                    && !encoding.trim().equalsIgnoreCase("identity")) {
                throw ProblemException.invalid("Content-Encoding is neither gzip nor identity: " + encoding);
            }
            return Facets.MAPPER.readTree(bytes);
        } catch (JsonProcessingException malformed) {
            throw ProblemException.invalid("The request body is not valid JSON: " + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            throw ProblemException.invalid("The request body cannot be read");
        }
    }

    private static byte[] bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE, "The events are larger than " + MAX_BYTES + " bytes; send fewer at once");
        }
        return bytes;
    }
}
