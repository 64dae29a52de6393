package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Starts the product on free ports, seeds it and runs the benchmarks named by the first argument (a regular expression; all
 * without one). Client, server and database share the machine. Not forked: what is measured runs in processes of its own.
 */
public final class Benchmarks {
    private static final long RUNS = Long.getLong("bench.runs", 5_000);
    private static final long WARM_UP = Long.getLong("bench.warmup", 20);
    private static final long SECONDS = Long.getLong("bench.seconds", 30);

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, SQLException {
        Seeder seeder = new Seeder(Countersign.running()::database);
        seeder.runs(RUNS, made -> {});
        seeder.analyse();
        System.out.printf("%d seeded runs%n", RUNS);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(arguments.length == 0 ? "io.countersign.bench" : arguments[0])
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.seconds(WARM_UP))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(SECONDS))
                        .resultFormat(ResultFormatType.JSON)
                        .result(Path.of("target", "benchmarks.json").toString())
                        .build())
                .run();
        System.out.println(Report.of(results));
        System.exit(0);
    }
}
