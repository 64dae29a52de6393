package io.countersign.ear.shell;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The bytes of a body as the server takes them from the connection, also those that nobody reads any more: after an error
 * it waits for the rest of the body, and who sends that slowly or without end would hold a thread. Cuts off a little later
 * than the application does, which answers in words.
 */
final class ImpatientSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final long SLOWEST_RATE = 16 * 1024;
    private static final Duration LATER = Duration.ofSeconds(2);

    /** Thrown away after the answer, for callers who read it only when they have sent everything. */
    private static final long MORE = 16 << 20;

    private final long limit;
    private final Duration grace;
    private final long beganAt = System.nanoTime();
    private long taken;

    ImpatientSource(StreamSourceConduit next, long limit, Duration grace) {
        super(next);
        this.limit = limit > Long.MAX_VALUE - MORE ? limit : limit + MORE;
        this.grace = grace.plus(LATER);
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        return (int) counted(super.read(buffer));
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return counted(super.read(buffers, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return counted(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return counted(super.transferTo(count, through, target));
    }

    private long counted(long bytes) throws IOException {
        taken += Math.max(0, bytes);
        long late = System.nanoTime() - beganAt - grace.toNanos();
        if (bytes >= 0 && (taken > limit || late > 0 && taken < late / 1e9 * SLOWEST_RATE)) {
            throw new IOException("The body is too large or comes too slowly");
        }
        return bytes;
    }
}
