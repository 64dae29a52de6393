package io.countersign.bench;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The seeder as a command, for a database that nobody needs. */
@Command(
        name = "seed",
        mixinStandardHelpOptions = true,
        description = "Fills a Countersign database in bulk. What it makes is marked as seeded; runs and versions made by it"
                + " have no entry in the ledger.")
public final class Seed implements Callable<Integer> {
    @Option(names = "--url", required = true, description = "JDBC URL of the database")
    String url = "";

    @Option(names = "--owner-password", required = true, description = "password of countersign_owner")
    String ownerPassword = "";

    @Option(names = "--app-password", required = true, description = "password of countersign_app")
    String applicationPassword = "";

    @Option(names = "--runs", description = "runs with 10 params, 10 metrics and 5 tags each")
    long runs;

    @Option(names = "--points-per-run", description = "points of one metric series for each new run")
    long pointsPerRun;

    @Option(names = "--models", description = "registered models")
    long models;

    @Option(names = "--versions-per-model", defaultValue = "2", description = "versions of each (default: 2)")
    long versionsPerModel;

    @Option(names = "--entries", description = "ledger entries")
    long entries;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Seed()).execute(arguments));
    }

    @Override
    public Integer call() throws SQLException {
        Seeder seeder = new Seeder(as("countersign_owner", ownerPassword));
        seeder.runs(runs, told("runs"));
        if (pointsPerRun > 0) {
            seeder.points(pointsPerRun, 1, runs, told("points"));
        }
        seeder.versions(models, versionsPerModel, told("versions"));
        new LedgerSeeder(as("countersign_app", applicationPassword)).entries(entries, told("entries"));
        seeder.analyse();
        return 0;
    }

    private static LongConsumer told(String what) {
        AtomicLong made = new AtomicLong();
        return more -> System.out.printf("%,d %s%n", made.addAndGet(more), what);
    }

    private Connections as(String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser(user);
        dataSource.setPassword(password);
        dataSource.setReWriteBatchedInserts(true);
        return dataSource::getConnection;
    }
}
