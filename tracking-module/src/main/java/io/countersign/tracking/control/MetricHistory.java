package io.countersign.tracking.control;

import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.entity.MetricPoint;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The points of one metric of one run. */
@Dependent
@Transactional
public class MetricHistory {
    private final TrackingDatabase database;

    @Inject
    public MetricHistory(TrackingDatabase database) {
        this.database = database;
    }

    /**
     * By timestamp, step, value; empty for a metric that the run does not have.
     *
     * @param size points in a page; all in one when null
     * @throws io.countersign.platform.mlflow.MlflowException for an unknown run
     */
    public Page<MetricPoint> of(String runId, String key, @Nullable Integer size, PageToken from) {
        Integer limit = size == null ? null : size + 1;
        List<MetricPoint> points = database.sql(connection -> {
            if (Sql.list(connection, "SELECT 1 FROM tracking.run WHERE run_id = ?", row -> row.getInt(1), runId)
                    .isEmpty()) {
                throw RunLocks.unknown(runId);
            }
            return MetricPoints.history(connection, runId, key, limit, from.offset());
        });
        return size == null ? new Page<>(points, null) : Page.of(points, from, size);
    }
}
