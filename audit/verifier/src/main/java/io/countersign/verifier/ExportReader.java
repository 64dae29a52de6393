package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
    private int filled;

    /** Reads the whole lines before {@link #next}, one after the other: making a parser for each would cost as much as a hash. */
    private @Nullable JsonParser lines;

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
        try {
            while (lines == null || lines.nextToken() == null) {
                int end = endOfLines();
                if (end < 0) {
                    return Optional.empty();
                }
                lines = JSON.createParser(buffer, next, end - next);
                next = end;
            }
            return Optional.of(new ExportLineParser(lines).line());
        } catch (JsonProcessingException notJson) {
            throw new MalformedExport(notJson.getOriginalMessage());
        } catch (IllegalArgumentException notAHash) {
            throw new MalformedExport(String.valueOf(notAHash.getMessage()));
        }
    }

    /** Position behind the last whole line in the buffer, of which there is at least one; -1 at the end of the stream. */
    private int endOfLines() throws IOException {
        int scanned = 0;
        while (true) {
            for (int end = filled; end > next + scanned; end--) {
                if (buffer[end - 1] == '\n') {
                    return end;
                }
            }
            scanned = filled - next;
            int read = fill();
            if (read < 0) {
                if (next < filled) {
                    throw new EOFException("the last line has no end");
                }
                return -1;
            }
        }
    }

    private int fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        if (filled == buffer.length) {
            if (buffer.length >= LONGEST_LINE) {
                throw new MalformedExport("a line is longer than " + LONGEST_LINE + " bytes");
            }
            buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
