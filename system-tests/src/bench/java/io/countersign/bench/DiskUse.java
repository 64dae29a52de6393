package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** What runs and points take on disk, with their indexes. */
final class DiskUse {
    private static final String SIZES = """
            SELECT pg_total_relation_size('tracking.run') + pg_total_relation_size('tracking.param')
                     + pg_total_relation_size('tracking.tag') + pg_total_relation_size('tracking.latest_metric'),
                   pg_relation_size('tracking.metric_point'), pg_indexes_size('tracking.metric_point'),
                   (SELECT count(*) FROM tracking.metric_point), (SELECT count(*) FROM tracking.run)
            """;

    private DiskUse() {}

    /** A sentence for each, from all rows that there are. */
    static String of(Countersign product) throws SQLException {
        try (Connection database = product.database();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(SIZES)) {
            row.next();
            double points = row.getLong(4) / 1e6;
            return String.format(
                    Locale.ROOT,
                    "%,d runs: %.2f GB, %.1f kB a run%n%,d points: %.0f MB of rows and %.0f MB of index a million%n",
                    row.getLong(5),
                    row.getLong(1) / 1e9,
                    row.getLong(1) / 1e3 / row.getLong(5),
                    row.getLong(4),
                    row.getLong(2) / 1e6 / points,
                    row.getLong(3) / 1e6 / points);
        }
    }
}
