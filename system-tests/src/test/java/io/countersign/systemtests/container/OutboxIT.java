package io.countersign.systemtests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.outbox.Outbox;
import io.countersign.platform.outbox.OutboxMessage;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages commit with the change they tell of, and a channel in a module's EJB jar delivers them. */
@ExtendWith(ArquillianExtension.class)
class OutboxIT {
    @Inject
    Poster poster;

    @Inject
    Outbox outbox;

    @Inject
    ScriptedChannel channel;

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource database;

    @Deployment
    static EnterpriseArchive application() {
        return ApplicationWithTests.withModule(
                ApplicationWithTests.of(OutboxIT.class), ScriptedChannel.class, Poster.class);
    }

    @Test
    void committedMessageArrivesAfterCommitAndNotBefore() throws Exception {
        UUID id =
                poster.post("receiver", posted -> assertThat(channel.arrived()).doesNotContain(posted));
        awaitState(id, "delivered");
        assertThat(channel.arrived()).containsOnlyOnce(id);
        assertThat(attempts(id)).containsExactly("delivered null");
    }

    @Test
    void failedAttemptIsRepeatedAndWrittenDown() throws Exception {
        UUID id = poster.post(ScriptedChannel.FAILS_ONCE, posted -> {});
        awaitState(id, "delivered");
        assertThat(attempts(id)).containsExactly("failed answered 503", "delivered null");
    }

    @Test
    void messageOfARolledBackChangeLeavesNothing() throws Exception {
        List<UUID> posted = new ArrayList<>();
        assertThatThrownBy(() -> poster.post("receiver", id -> {
                    posted.add(id);
                    throw new IllegalStateException("the change fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        UUID later = poster.post("receiver", id -> {});
        awaitState(later, "delivered");
        assertThat(posted).hasSize(1);
        assertThat(state(posted.get(0))).isNull();
        assertThat(channel.arrived()).doesNotContainAnyElementsOf(posted);
    }

    @Test
    void postingWithoutATransactionIsRefused() {
        assertThatThrownBy(() -> outbox.post(new OutboxMessage(ScriptedChannel.NAME, "receiver", "{}")))
                .isInstanceOf(TransactionalException.class);
    }

    private void awaitState(UUID id, String state) throws Exception {
        Instant bound = Instant.now().plusSeconds(60);
        while (!state.equals(state(id))) {
            assertThat(Instant.now()).isBefore(bound);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private String state(UUID id) throws SQLException {
        List<String> found = texts("SELECT state FROM platform.outbox_message WHERE id = ?", id);
        return found.isEmpty() ? null : found.get(0);
    }

    private List<String> attempts(UUID id) throws SQLException {
        return texts(
                "SELECT outcome || ' ' || coalesce(reason, 'null') FROM platform.outbox_attempt"
                        + " WHERE message_id = ? ORDER BY attempt",
                id);
    }

    private List<String> texts(String sql, UUID id) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }
}
