package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Starts the product on free ports, seeds it and runs the benchmarks named by the first argument (a regular expression; all
 * without one). Client, server and database share the machine. Not forked: what is measured runs in processes of its own.
 */
public final class Benchmarks {
    private static final long RUNS = Long.getLong("bench.runs", 5_000);
    /** Where none is, the database plans for none, and goes on so for a minute after there are thousands. */
    private static final long ENTRIES = Math.min(RUNS, 5_000);

    /** Seconds of every benchmark but the floors before the first is measured, so that none is slow for being the first. */
    private static final int BEFORE = Integer.getInteger("bench.before", 0);

    private static final long WARM_UP = Long.getLong("bench.warmup", 20);
    private static final long SECONDS = Long.getLong("bench.seconds", 30);

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("Scaling")) {
            System.out.println(Scaling.measured(System.getProperty("bench.sizes", "10000,100000,1000000")));
            System.exit(0);
        }
        if (arguments.length > 0 && arguments[0].equals("SignOffs")) {
            SignOffs.measured();
            System.exit(0);
        }
        if (arguments.length > 0 && arguments[0].equals("LedgerOverhead")) {
            LedgerOverhead.measured();
            System.exit(0);
        }
        Seeder seeder = new Seeder(Countersign.running()::database);
        seeder.runs(RUNS, made -> {});
        new LedgerSeeder(Countersign.running()::database).entries(ENTRIES, made -> {});
        seeder.analyse();
        System.out.printf("%d seeded runs%n", RUNS);
        Pause.before("measure");
        if (arguments.length > 0 && arguments[0].equals("BatchesBesideFloor")) {
            System.out.println(BatchesBesideFloor.measured(BEFORE, Integer.getInteger("bench.blocks", 10), (int) SECONDS));
            System.exit(0);
        }
        String asked = arguments.length == 0 ? "io.countersign.bench" : arguments[0];
        if (BEFORE > 0) {
            new Runner(new OptionsBuilder()
                            .include(asked)
                            .exclude("Floor")
                            .forks(0)
                            .warmupIterations(0)
                            .measurementIterations(1)
                            .measurementTime(TimeValue.seconds(BEFORE))
                            .build())
                    .run();
            seeder.analyse(); // or autovacuum tidies up millions of rows of the warm-up while something is measured
            System.out.println("Warm; what follows is measured");
        }
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(asked)
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.seconds(WARM_UP))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(SECONDS))
                        .resultFormat(ResultFormatType.JSON)
                        .result(Path.of("target", "benchmarks.json").toString())
                        .build())
                .run();
        System.out.println(Report.of(results) + PgbenchFloor.beside(batches(results), SECONDS));
        List<String> failed = failed(asked, results);
        failed.forEach(benchmark -> System.out.println("NOT MEASURED, it failed: " + benchmark));
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    /** Rates of the batches that were measured, by the number of their clients. */
    private static Map<Integer, Double> batches(Collection<RunResult> results) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().matches(".*IngestBenchmark\\.batch\\d"))
                .collect(Collectors.toMap(
                        result -> result.getParams().getThreads(),
                        result -> result.getPrimaryResult().getScore(),
                        (one, other) -> other,
                        TreeMap::new));
    }

    /** Those that were asked for and have no result: JMH goes on without them. */
    private static List<String> failed(String asked, Collection<RunResult> results) {
        Set<String> measured = results.stream()
                .map(result -> result.getParams().getBenchmark())
                .collect(Collectors.toSet());
        return BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(asked),
                        List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .filter(benchmark -> !measured.contains(benchmark))
                .distinct()
                .toList();
    }
}
