package io.countersign.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.id.Ids;
import io.countersign.platform.limits.RefusedCallTally;
import io.countersign.platform.outbox.OutboxMessage;
import io.countersign.platform.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What operators see, on a real PostgreSQL. */
class OperatorsTablesIT {
    private static final Instant MINUTE = Instant.parse("2026-11-29T10:07:00Z");

    private final DataSource database = TestDatabase.with("platform").application();
    private final LetterTable letters = new LetterTable(database);
    private final OutboxTable outbox = new OutboxTable(database, "one");

    @Test
    void deadLetterShowsWhyAndCanBeSentOnceMore() throws SQLException {
        UUID id = post("webhook");
        UUID waiting = post("mail");
        Claim claim = outbox.claim("webhook", 1, Duration.ofMinutes(1)).get(0);
        outbox.givenUp(claim, "answered 410");

        assertThat(letters.list("dead", null, 0, 10)).extracting(Letter::id).containsExactly(id);
        assertThat(letters.list(null, "mail", 0, 10)).extracting(Letter::id).containsExactly(waiting);
        assertThat(letters.list(null, null, 0, 10)).extracting(Letter::id).containsExactly(waiting, id);
        Letter dead = letters.find(id).orElseThrow();
        assertThat(dead.state()).isEqualTo("dead");
        assertThat(dead.log()).singleElement().satisfies(attempt -> assertThat(attempt.reason())
                .isEqualTo("answered 410"));

        assertThat(letters.revive(waiting)).isFalse();
        assertThat(letters.revive(id)).isTrue();
        Claim again = outbox.claim("webhook", 1, Duration.ofMinutes(1)).get(0);
        assertThat(again.id()).isEqualTo(id);
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void unknownMessageIsNobody() throws SQLException {
        assertThat(letters.find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void countsOfSeveralNodesAndFlushesAreAdded() throws SQLException {
        Map<RefusedCallTally.Kind, Long> counts =
                Map.of(new RefusedCallTally.Kind(MINUTE, "anna\0", "invalid-request"), 3L);
        new RefusedCallTable(database, "one").add(counts);
        new RefusedCallTable(database, "one").add(counts);
        new RefusedCallTable(database, "two").add(counts);
        RefusedCallTable table = new RefusedCallTable(database, "one");
        assertThat(table.list(0, 10)).containsExactly(new RefusedCallCount(MINUTE, "anna\uFFFD", "invalid-request", 9));
        assertThat(table.forget(Duration.ofDays(-3650))).isEqualTo(2);
    }

    private UUID post(String channel) throws SQLException {
        UUID id = Ids.next();
        try (Connection connection = database.getConnection()) {
            OutboxTable.insert(connection, id, new OutboxMessage(channel, "x", "{}"));
        }
        return id;
    }
}
