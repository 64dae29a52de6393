package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an export line by line. Holds one line in memory. */
public final class ExportReader implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_LINE = 64 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int next;
    /** Behind the last whole line in the buffer. */
    private int whole;

    private int filled;
    private final LeafLine leaf = new LeafLine();
    private int leafEnd;

    /** A line that is not as the format says. */
    public static final class MalformedExport extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedExport(String message) {
            super(message);
        }
    }

    /** @param in the gzip stream; closed by {@link #close()} */
    public ExportReader(InputStream in) throws IOException {
        this.in = new GZIPInputStream(in, 1 << 16);
    }

    /**
     * The next line; empty at the end.
     *
     * @throws MalformedExport when the line is not one of an export
     * @throws java.io.EOFException when the gzip stream, or a line in it, ends early
     */
    public Optional<ExportLine> next() throws IOException {
        if (!hasLine()) {
            return Optional.empty();
        }
        int begin = next;
        next = endOfLine();
        try (JsonParser line = JSON.createParser(buffer, begin, next - begin)) {
            line.nextToken();
            ExportLine read = new ExportLineParser(line).line();
            if (line.nextToken() != null) {
                throw new MalformedExport("a line holds more than one object");
            }
            return Optional.of(read);
        } catch (JsonProcessingException notJson) {
            throw new MalformedExport(notJson.getOriginalMessage());
        } catch (IllegalArgumentException notAHash) {
            throw new MalformedExport(String.valueOf(notAHash.getMessage()));
        }
    }

    /**
     * The next line when it is a leaf's in the usual form, otherwise null. It is not read by that: it is still the next one
     * until {@link #pass()}. What is given is overwritten by the next call.
     *
     * @throws java.io.EOFException when the gzip stream, or a line in it, ends early
     */
    @Nullable
    LeafLine leaf() throws IOException {
        if (!hasLine()) {
            return null;
        }
        leafEnd = leaf.read(buffer, next);
        return leafEnd < 0 ? null : leaf;
    }

    /** Goes on behind the line that {@link #leaf()} gave. */
    void pass() {
        next = leafEnd;
    }

    private int endOfLine() {
        int end = next;
        while (buffer[end] != '\n') {
            end++;
        }
        return end + 1;
    }

    /** Sees to a whole line in the buffer. @return false at the end of the stream */
    private boolean hasLine() throws IOException {
        while (next == whole) {
            int scanned = filled - next;
            int read = fill();
            if (read < 0) {
                if (next < filled) {
                    throw new EOFException("the last line has no end");
                }
                return false;
            }
            whole = filled;
            while (whole > scanned && buffer[whole - 1] != '\n') {
                whole--;
            }
            if (whole == scanned) {
                whole = 0;
            }
        }
        return true;
    }

    /** Moves what is left to the begin of the buffer, and reads more behind it. */
    private int fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        whole = 0;
        int room = buffer.length - JsonBytes.SLACK;
        if (filled == room) {
            if (buffer.length >= LONGEST_LINE) {
                throw new MalformedExport("a line is longer than " + LONGEST_LINE + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
            room = buffer.length - JsonBytes.SLACK;
        }
        int read = in.read(buffer, filled, room - filled);
        filled += Math.max(0, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
