package io.countersign.tracking.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Points of one series in columns: 25 bytes each, where objects would take four times as much. */
public final class PointColumns {
    private long[] timestamps;
    private long[] steps;
    private double[] values;
    private boolean[] nans;
    private int size;

    private PointColumns(int capacity) {
        timestamps = new long[capacity];
        steps = new long[capacity];
        values = new double[capacity];
        nans = new boolean[capacity];
    }

    /** @param sql columns timestamp, step, value, NaN flag */
    static PointColumns read(Connection connection, SqlText sql, int expected) throws SQLException {
        PointColumns points = new PointColumns(Math.max(16, Math.min(expected, 4_096)));
        Sql.each(connection, sql.text(), points::add, sql.arguments());
        return points;
    }

    private void add(ResultSet row) throws SQLException {
        if (size == steps.length) {
            int capacity = size * 2;
            timestamps = Arrays.copyOf(timestamps, capacity);
            steps = Arrays.copyOf(steps, capacity);
            values = Arrays.copyOf(values, capacity);
            nans = Arrays.copyOf(nans, capacity);
        }
        timestamps[size] = row.getLong(1);
        steps[size] = row.getLong(2);
        values[size] = row.getDouble(3);
        nans[size] = row.getBoolean(4);
        size++;
    }

    public int size() {
        return size;
    }

    public long timestamp(int i) {
        return timestamps[i];
    }

    public long step(int i) {
        return steps[i];
    }

    /** The value as it was logged, NaN included. */
    public double value(int i) {
        return nans[i] ? Double.NaN : values[i];
    }

    boolean isNan(int i) {
        return nans[i];
    }

    double storedValue(int i) {
        return values[i];
    }
}
