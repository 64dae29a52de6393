package io.countersign.bench;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.limits.CallRates;
import io.countersign.platform.limits.MeteredBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the limits cost a call, in this process and without a server: the count of the caller's rate, and a body of a megabyte
 * that is watched while it is read, beside the same body read plainly.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LimitsBenchmark {
    private final CallRates rates = new CallRates(100_000_000, 100_000_000, 100_000_000);
    private final Actor caller = Actor.system("benchmark", "benchmark");
    private final byte[] body = new byte[1 << 20];

    @Benchmark
    public Optional<Duration> rate() {
        return rates.next(caller);
    }

    @Benchmark
    public long plainBody() throws IOException {
        return read(new ByteArrayInputStream(body));
    }

    @Benchmark
    public long watchedBody() throws IOException {
        return read(new MeteredBody(new ByteArrayInputStream(body), Long.MAX_VALUE, Duration.ofSeconds(30)));
    }

    /** In pieces of 8 KB, as JSON is read. */
    private static long read(InputStream in) throws IOException {
        byte[] piece = new byte[8_192];
        long bytes = 0;
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            bytes += n;
        }
        return bytes;
    }
}
