package io.countersign.ledger.control;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A filter as SQL over {@code ledger.entry e}, with its parameters in their order. */
final class EntryConditions {
    /**
     * By how much the clocks of server and database may differ. An entry's identity carries the server's time, its {@code at}
     * the database's: a period is looked up by identities of the period and this much around it, then compared exactly.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final StringBuilder sql = new StringBuilder("true");
    private final List<Object> values = new ArrayList<>();

    EntryConditions(EntryFilter filter) {
        and("e.subject_kind = ?", filter.subjectKind());
        and("e.subject_id = ?", filter.subjectId());
        and("e.action = ?", filter.action());
        and("e.actor = ?", filter.actor());
        Instant since = filter.since();
        if (since != null) {
            and("e.at >= ?", since.atOffset(ZoneOffset.UTC));
            and("e.id >= ?", firstId(since.minus(CLOCKS_DIFFER)));
        }
        Instant until = filter.until();
        if (until != null) {
            and("e.at < ?", until.atOffset(ZoneOffset.UTC));
            and("e.id < ?", firstId(until.plus(CLOCKS_DIFFER)));
        }
    }

    EntryConditions and(String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            values.add(value);
        }
        return this;
    }

    String sql() {
        return sql.toString();
    }

    /** Sets the parameters from the first on. @return position of the next one */
    int set(PreparedStatement statement) throws SQLException {
        int position = 1;
        for (Object value : values) {
            if (value instanceof OffsetDateTime || value instanceof UUID) {
                statement.setObject(position, value);
            } else {
                statement.setString(position, value.toString());
            }
            position++;
        }
        return position;
    }

    /** The smallest UUID of version 7 of that millisecond. */
    private static UUID firstId(Instant at) {
        long millis = Math.max(0, at.toEpochMilli());
        return new UUID(millis << 16 | 0x7000, 0x8000000000000000L);
    }
}
