package io.countersign.ledger.control;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Rows for an empty table in PostgreSQL's binary form of COPY, in one transaction with its TRUNCATE: so they are written once and
 * frozen. Not for several threads.
 */
final class BulkCopy implements AutoCloseable {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private final Connection connection;
    private final DataOutputStream out;
    private final int columns;

    BulkCopy(DataSource dataSource, String table, String... columns) throws SQLException, IOException {
        this.columns = columns.length;
        this.connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("SET session_replication_role = replica");
        connection.createStatement().execute("TRUNCATE " + table);
        this.out = new DataOutputStream(new BufferedOutputStream(
                new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class),
                        "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary, FREEZE)",
                        1 << 18),
                1 << 18));
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
    }

    BulkCopy row() throws IOException {
        out.writeShort(columns);
        return this;
    }

    BulkCopy bytes(byte @Nullable [] value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(value.length);
            out.write(value);
        }
        return this;
    }

    BulkCopy text(String value) throws IOException {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    BulkCopy uuid(UUID value) throws IOException {
        out.writeInt(16);
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
        return this;
    }

    /** A bigint, an xid8, or a timestamptz in microseconds since 2000. */
    BulkCopy eight(long value) throws IOException {
        out.writeInt(8);
        out.writeLong(value);
        return this;
    }

    BulkCopy smallint(int value) throws IOException {
        out.writeInt(2);
        out.writeShort(value);
        return this;
    }

    @Override
    public void close() throws IOException, SQLException {
        out.writeShort(-1);
        out.close();
        connection.commit();
        connection.close();
    }
}
