package io.countersign.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.id.Ids;
import io.countersign.platform.outbox.DeliveryFailed;
import io.countersign.platform.outbox.OutboxChannel;
import io.countersign.platform.outbox.OutboxMessage;
import io.countersign.platform.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Couriers on a real PostgreSQL: several nodes, failures, claims that end. */
class CourierIT {
    private static final Patience HASTY =
            new Patience(Duration.ofMillis(1), Duration.ofMillis(5), 3, Duration.ofMinutes(2));

    private final DataSource database = TestDatabase.with("platform").application();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Courier> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Courier::stop);
        threads.shutdownNow();
    }

    @Test
    void nodesShareTheWorkAndEachMessageIsDeliveredOnce() throws Exception {
        Recorder recorder = new Recorder(claim -> {});
        List<UUID> posted = IntStream.range(0, 200).mapToObj(i -> post("m" + i)).toList();
        start("one", HASTY, recorder);
        start("two", HASTY, recorder);

        await("SELECT count(*) = 200 FROM platform.outbox_message WHERE state = 'delivered'");
        assertThat(recorder.delivered()).containsExactlyInAnyOrderElementsOf(posted);
        assertThat(
                        number(
                                "SELECT count(*) FROM platform.outbox_attempt WHERE outcome = 'delivered' AND ended_at >= began_at"))
                .isEqualTo(200);
    }

    @Test
    void rolledBackMessageIsNeverDelivered() throws Exception {
        Recorder recorder = new Recorder(claim -> {});
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            OutboxTable.insert(connection, Ids.next(), new OutboxMessage("test", "nobody", "{}"));
            connection.rollback();
        }
        UUID committed = post("after");
        start("one", HASTY, recorder);

        await("SELECT count(*) = 1 FROM platform.outbox_message WHERE state = 'delivered'");
        assertThat(recorder.delivered()).containsExactly(committed);
    }

    @Test
    void failedAttemptsAreRepeatedAndWrittenDown() throws Exception {
        Recorder recorder = new Recorder(claim -> {
            if (claim.attempt() < 3) {
                throw new DeliveryFailed("answered 503 on attempt " + claim.attempt(), true);
            }
        });
        UUID message = post("x");
        start("one", HASTY, recorder);

        await("SELECT state = 'delivered' FROM platform.outbox_message");
        assertThat(log(message))
                .containsExactly(
                        "1 one failed answered 503 on attempt 1",
                        "2 one failed answered 503 on attempt 2",
                        "3 one delivered null");
    }

    @Test
    void messageIsDeadAfterTheLastAttemptAndAtOnceWhenRetryingCannotHelp() throws Exception {
        Recorder recorder = new Recorder(claim -> {
            throw new DeliveryFailed(
                    "no\0 route", !"refused".equals(claim.message().destination()));
        });
        UUID hopeless = post("refused");
        UUID worn = post("down");
        start("one", HASTY, recorder);

        await("SELECT count(*) = 2 FROM platform.outbox_message WHERE state = 'dead' AND settled_at IS NOT NULL");
        assertThat(log(hopeless)).containsExactly("1 one given-up no\uFFFD route");
        assertThat(log(worn)).hasSize(3).last().isEqualTo("3 one given-up no\uFFFD route");
        assertThat(new OutboxTable(database, "one").figures()).isEqualTo(new Figures(0, Duration.ZERO, 2));
    }

    @Test
    void defectOfAChannelIsAFailedAttempt() throws Exception {
        Recorder recorder = new Recorder(claim -> {
            throw new IllegalStateException("password=hunter2");
        });
        UUID message = post("x");
        start("one", HASTY, recorder);

        await("SELECT state = 'dead' FROM platform.outbox_message");
        assertThat(log(message)).allMatch(line -> line.endsWith("The channel failed: IllegalStateException"));
    }

    @Test
    void claimOfADeadNodeEndsAndAnotherDelivers() throws Exception {
        UUID message = post("x");
        Duration brief = Duration.ofMillis(50);
        List<Claim> dead = new OutboxTable(database, "dead").claim("test", 10, brief);
        assertThat(dead).hasSize(1);
        Recorder recorder = new Recorder(claim -> {});
        start("alive", HASTY, recorder);

        await("SELECT state = 'delivered' FROM platform.outbox_message");
        assertThat(log(message)).containsExactly("1 dead null null", "2 alive delivered null");

        new OutboxTable(database, "dead").failed(dead.get(0), "too late", Duration.ZERO);
        assertThat(number("SELECT count(*) FROM platform.outbox_message WHERE state = 'delivered'"))
                .isOne();
    }

    @Test
    void claimIsNotGivenTwiceAndHoldsNoTransaction() throws Exception {
        post("x");
        assertThat(new OutboxTable(database, "one").claim("test", 10, Duration.ofMinutes(1)))
                .hasSize(1);
        assertThat(new OutboxTable(database, "two").claim("test", 10, Duration.ofMinutes(1)))
                .isEmpty();
        assertThat(number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND state LIKE 'idle in transaction%'"))
                .isZero();
    }

    @Test
    void hangingChannelDoesNotHoldUpAnother() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        OutboxChannel hanging = channel("slow", claim -> {
            try {
                release.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        IntStream.range(0, 20).forEach(i -> postTo("slow", "s" + i));
        post("x");
        Recorder recorder = new Recorder(claim -> {});
        start("one", HASTY, hanging, recorder);

        await("SELECT count(*) = 1 FROM platform.outbox_message WHERE state = 'delivered' AND channel = 'test'");
        release.countDown();
        await("SELECT count(*) = 21 FROM platform.outbox_message WHERE state = 'delivered'");
    }

    @Test
    void wokenCourierDoesNotWaitForItsNextLook() throws Exception {
        Recorder recorder = new Recorder(claim -> {});
        Courier courier = new Courier(
                new OutboxTable(database, "one"),
                () -> Stream.of(recorder),
                threads,
                new Courier.Hands(2, Duration.ofDays(1), HASTY));
        started.add(courier);
        threads.execute(courier);
        post("x");
        courier.wake();
        await("SELECT state = 'delivered' FROM platform.outbox_message");
    }

    @Test
    void messagesWithoutAChannelWaitAndAreCounted() throws Exception {
        postTo("unknown", "x");
        start("one", HASTY, new Recorder(claim -> {}));
        post("y");
        await("SELECT count(*) = 1 FROM platform.outbox_message WHERE state = 'delivered'");
        assertThat(new OutboxTable(database, "one").figures().pending()).isOne();
    }

    @Test
    void deliveredMessagesAreForgottenAfterAWhile() throws Exception {
        post("x");
        start("one", HASTY, new Recorder(claim -> {}));
        await("SELECT state = 'delivered' FROM platform.outbox_message");
        OutboxTable table = new OutboxTable(database, "one");
        assertThat(table.forgetDelivered(Duration.ofDays(1))).isZero();
        assertThat(table.forgetDelivered(Duration.ofDays(-1))).isOne();
        assertThat(number("SELECT count(*) FROM platform.outbox_attempt")).isZero();
    }

    private void start(String node, Patience patience, OutboxChannel... channels) {
        Courier courier = new Courier(
                new OutboxTable(database, node),
                () -> Stream.of(channels),
                threads,
                new Courier.Hands(4, Duration.ofMillis(20), patience));
        started.add(courier);
        threads.execute(courier);
    }

    private UUID post(String destination) {
        return postTo("test", destination);
    }

    private UUID postTo(String channel, String destination) {
        UUID id = Ids.next();
        try (Connection connection = database.getConnection()) {
            OutboxTable.insert(connection, id, new OutboxMessage(channel, destination, "{\"n\":1}"));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return id;
    }

    private List<String> log(UUID message) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT attempt, node, outcome, reason"
                        + " FROM platform.outbox_attempt WHERE message_id = ? ORDER BY attempt")) {
            select.setObject(1, message);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getInt(1) + " " + rows.getString(2) + " " + rows.getString(3) + " "
                            + rows.getString(4));
                }
            }
        }
        return lines;
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void await(String condition) throws Exception {
        Instant bound = Instant.now().plusSeconds(60);
        while (true) {
            try (Connection connection = database.getConnection();
                    ResultSet row = connection.createStatement().executeQuery(condition)) {
                if (row.next() && row.getBoolean(1)) {
                    return;
                }
            }
            assertThat(Instant.now()).as(condition).isBefore(bound);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private interface Delivery {
        void of(Claim claim) throws DeliveryFailed;
    }

    private static OutboxChannel channel(String name, Delivery delivery) {
        return new OutboxChannel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void deliver(UUID id, OutboxMessage message, int attempt) throws DeliveryFailed {
                delivery.of(new Claim(id, message, attempt));
            }
        };
    }

    private static final class Recorder implements OutboxChannel {
        private final List<UUID> delivered = Collections.synchronizedList(new ArrayList<>());
        private final Delivery delivery;

        Recorder(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public void deliver(UUID id, OutboxMessage message, int attempt) throws DeliveryFailed {
            delivery.of(new Claim(id, message, attempt));
            delivered.add(id);
        }

        List<UUID> delivered() {
            return List.copyOf(delivered);
        }
    }
}
