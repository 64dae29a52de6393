package io.countersign.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * One client's batches and their floors in turn, block by block, so that checkpoints and autovacuum of the database, which
 * both bring about, fall upon both: the rates over all blocks.
 */
final class BatchesBesideFloor {
    private static final int POINTS = 1_000;

    private BatchesBesideFloor() {}

    /** @param seconds of each block */
    static String measured(int warmUp, int blocks, int seconds) throws Exception {
        rate(IngestBenchmark::batch1, warmUp);
        double[] batch = new double[blocks];
        double[] jdbc = new double[blocks];
        double[] pgbench = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            batch[block] = rate(IngestBenchmark::batch1, seconds);
            jdbc[block] = rate(IngestBenchmark::batchFloor1, seconds);
            pgbench[block] = POINTS * PgbenchFloor.transactions(1, seconds);
            System.out.printf(Locale.ROOT, "%,.0f %,.0f %,.0f%n", batch[block], jdbc[block], pgbench[block]);
        }
        return String.format(
                Locale.ROOT,
                "batch1 %,.0f points/s: %.0f %% of pgbench (%,.0f), %.0f %% of the floor by JDBC (%,.0f)",
                mean(batch),
                100 * mean(batch) / mean(pgbench),
                mean(pgbench),
                100 * mean(batch) / mean(jdbc),
                mean(jdbc));
    }

    private interface Batch {
        Object of(IngestBenchmark client) throws Exception;
    }

    /** Points a second of a new run, whose rows are the last in the table's key as they are for the others. */
    private static double rate(Batch batch, int seconds) throws Exception {
        IngestBenchmark client = new IngestBenchmark();
        client.open();
        long begin = System.nanoTime();
        long calls = 0;
        double passed = 0;
        while (passed < seconds) {
            batch.of(client);
            calls++;
            passed = (System.nanoTime() - begin) / 1e9;
        }
        client.close();
        return POINTS * calls / passed;
    }

    private static double mean(double[] rates) {
        return Arrays.stream(rates).average().orElseThrow();
    }
}
