package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The floor of batches once more by PostgreSQL's own {@code pgbench}, as whoever doubts our measuring would take it: the
 * same statement, by its default protocol, into the same table of the same database, for a new run of each client.
 */
final class PgbenchFloor {
    private static final int POINTS = 1_000;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final String SCRIPT = """
            \\if :client_id = 0
            \\set run %d
            \\elif :client_id = 1
            \\set run %d
            \\elif :client_id = 2
            \\set run %d
            \\else
            \\set run %d
            \\endif
            INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan) \
            SELECT :run, (SELECT id FROM tracking.metric_key WHERE name = 'floor'), step, 1700000000000, 0.5, false \
            FROM generate_series(:step::bigint, :step::bigint + 999) AS step;
            \\set step :step + 1000
            """;

    private PgbenchFloor() {}

    /** What measured rates of a batch with so many clients are of it, as lines; a sentence where the program is not installed. */
    static String beside(Map<Integer, Double> rates, long seconds) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<Integer, Double> rate : rates.entrySet()) {
            double floor;
            try {
                floor = POINTS * transactions(rate.getKey(), seconds);
            } catch (IOException absent) {
                return "pgbench was not measured: " + absent.getMessage() + "\n";
            }
            lines.append(String.format(
                    Locale.ROOT,
                    "| pgbench, %d clients | %,.0f /s | batch%d is %.0f %% of it |%n",
                    rate.getKey(),
                    floor,
                    rate.getKey(),
                    100 * rate.getValue() / floor));
        }
        return lines.toString();
    }

    /** Transactions a second. */
    static double transactions(int clients, long seconds) throws Exception {
        Path script = Files.createTempFile("floor", ".sql");
        String password = UUID.randomUUID().toString();
        try (Connection database = Countersign.running().database();
                Statement statement = database.createStatement()) {
            int port = URI.create(database.getMetaData().getURL().substring("jdbc:".length()))
                    .getPort();
            prepare(statement, password);
            Files.writeString(script, script());
            try {
                return rate(run(script, port, clients, seconds, password));
            } finally {
                statement.execute("DROP ROLE pgbench_floor");
            }
        } finally {
            Files.delete(script);
        }
    }

    private static void prepare(Statement statement, String password) throws SQLException {
        statement.execute("CREATE ROLE pgbench_floor LOGIN SUPERUSER PASSWORD '" + password + "'");
        statement.execute("INSERT INTO tracking.metric_key (name) VALUES ('floor') ON CONFLICT DO NOTHING");
    }

    private static String script() {
        Caller caller = new Caller();
        return SCRIPT.formatted(
                BenchRun.create(caller).number(),
                BenchRun.create(caller).number(),
                BenchRun.create(caller).number(),
                BenchRun.create(caller).number());
    }

    private static String run(Path script, int port, int clients, long seconds, String password) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "pgbench",
                        "--no-vacuum",
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--username=pgbench_floor",
                        "--client=" + clients,
                        "--time=" + seconds,
                        "--define=step=0",
                        "--file=" + script,
                        "countersign")
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    private static double rate(String said) {
        Matcher matcher = RATE.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException(said);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
