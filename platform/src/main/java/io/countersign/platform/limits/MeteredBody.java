package io.countersign.platform.limits;

import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Cuts a body off that is larger than allowed, whatever its Content-Length said, or that comes so slowly that it only holds
 * a thread: after a grace it must have come at {@value #SLOWEST_RATE} bytes a second on average.
 */
public final class MeteredBody extends FilterInputStream {
    static final long SLOWEST_RATE = 16 * 1024;

    private final long limit;
    private final Duration grace;
    private final LongSupplier nanoTime;
    private final long beganAt;
    private long read;

    public MeteredBody(InputStream in, long limit, Duration grace) {
        this(in, limit, grace, System::nanoTime);
    }

    MeteredBody(InputStream in, long limit, Duration grace, LongSupplier nanoTime) {
        super(in);
        this.limit = limit;
        this.grace = grace;
        this.nanoTime = nanoTime;
        this.beganAt = nanoTime.getAsLong();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int n = super.read(buffer, offset, length);
            count(Math.max(n, 0));
            return n;
        } catch (IOException broken) {
            // The caller hung up, or was silent for so long that the connection was cut: nothing that the server did
            // wrong.
            throw new ProblemException(ProblemType.TOO_SLOW, "The request body did not come to its end");
        }
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Leaves the rest of the body to the server: to close its stream would be to wait for that before anything is answered. */
    @Override
    public void close() {}

    private void count(long bytes) {
        read += bytes;
        if (read > limit) {
            throw new ProblemException(ProblemType.TOO_LARGE, "The request body is larger than " + limit + " bytes");
        }
        long late = nanoTime.getAsLong() - beganAt - grace.toNanos();
        if (late > 0 && read < late / 1e9 * SLOWEST_RATE) {
            throw new ProblemException(ProblemType.TOO_SLOW, "The request body did not come in time");
        }
    }
}
