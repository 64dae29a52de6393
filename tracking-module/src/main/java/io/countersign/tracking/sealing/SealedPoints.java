package io.countersign.tracking.sealing;

import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The points of a run in the order in which seals digest them, some at a time: no transaction waits for a client. */
@Dependent
@Transactional
public class SealedPoints {
    private static final int CHUNK = 10_000;

    private final TrackingDatabase database;

    @Inject
    public SealedPoints(TrackingDatabase database) {
        this.database = database;
    }

    /** A point; NaN as it is. */
    record Point(int key, String metric, long step, long timestamp, double storedValue, boolean nan) {
        double value() {
            return nan ? Double.NaN : storedValue;
        }
    }

    /** The next points after that one, all of one metric; empty after the last. */
    List<Point> after(long run, @Nullable Point last) {
        List<Point> points = database.sql(connection -> Sql.list(
                connection,
                "SELECT p.key, k.name, p.step, p.ts, p.value, p.is_nan FROM tracking.metric_point p"
                        + " JOIN tracking.metric_key k ON k.id = p.key WHERE p.run = ?"
                        + " AND (?::integer IS NULL OR (p.key, p.step, p.ts, p.is_nan, p.value) > (?, ?, ?, ?, ?))"
                        + " ORDER BY p.key, p.step, p.ts, p.is_nan, p.value LIMIT " + CHUNK,
                row -> new Point(
                        row.getInt(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getDouble(5),
                        row.getBoolean(6)),
                run,
                last == null ? null : last.key(),
                last == null ? 0 : last.key(),
                last == null ? 0L : last.step(),
                last == null ? 0L : last.timestamp(),
                last != null && last.nan(),
                last == null ? 0.0 : last.storedValue()));
        List<Point> same = new ArrayList<>();
        for (Point point : points) {
            if (point.key() != points.get(0).key()) {
                break;
            }
            same.add(point);
        }
        return same;
    }
}
