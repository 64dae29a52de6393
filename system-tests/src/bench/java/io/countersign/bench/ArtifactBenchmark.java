package io.countersign.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A file of 256 MB through the proxy, up and down: megabytes a second; and what the server's heap grows by meanwhile. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ArtifactBenchmark {
    private static final int MEGABYTES = 256;

    private final Caller caller = new Caller();
    private String path = "";

    @Setup(Level.Trial)
    public void open() {
        BenchRun run = BenchRun.create(caller);
        path = run.artifactRoot().replaceFirst("^mlflow-artifacts:/+", "/api/2.0/mlflow-artifacts/artifacts/") + "/large.bin";
        up();
    }

    @TearDown(Level.Trial)
    public void close() {
        ServerHeap.watch();
        up();
        down();
        System.out.printf("server heap grew by at most %.1f MB over its live data%n", ServerHeap.growth() / 1048576.0);
    }

    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public int up() {
        caller.put(path, (long) MEGABYTES << 20);
        return MEGABYTES;
    }

    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public long down() {
        return caller.get(path);
    }
}
