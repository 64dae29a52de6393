package io.countersign.systemtests.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What administrators and auditors see of the letters that leave the database, and what an administrator does with dead ones. */
class OutboxOverHttpIT {
    private final Countersign countersign = Countersign.running();
    private final Api admin = People.as("admin1");
    private final Api auditor = People.as("auditor1");
    private final String channel = "nobody-delivers-" + UUID.randomUUID();

    /** A letter that no channel takes, so that it stays as it is. */
    private UUID letter(String state) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection database = countersign.database();
                PreparedStatement insert = database.prepareStatement("""
                        INSERT INTO platform.outbox_message (id, channel, destination, payload, state, attempts, settled_at)
                        VALUES (?, ?, 'somewhere', '{}', ?, 3, CASE WHEN ? = 'pending' THEN NULL ELSE now() END)""")) {
            insert.setObject(1, id);
            insert.setString(2, channel);
            insert.setString(3, state);
            insert.setString(4, state);
            insert.executeUpdate();
        }
        return id;
    }

    @Test
    void lettersAreListedByStateAndChannelAndShownByTheirId() throws SQLException {
        UUID dead = letter("dead");
        UUID pending = letter("pending");

        assertThat(auditor.get("/api/v1/outbox?channel=" + channel + "&state=dead")
                        .json()
                        .path("items")
                        .findValuesAsText("id"))
                .containsExactly(dead.toString());
        assertThat(auditor.get("/api/v1/outbox?channel=" + channel)
                        .json()
                        .path("items")
                        .findValuesAsText("id"))
                .containsExactlyInAnyOrder(dead.toString(), pending.toString());
        assertThat(auditor.get("/api/v1/outbox/" + pending).json().path("state").textValue())
                .isEqualTo("pending");
        assertThat(auditor.get("/api/v1/outbox?state=lost").status()).isEqualTo(400);
        assertThat(auditor.get("/api/v1/outbox/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void aDeadLetterIsSentOnceMoreByAnAdministratorAloneAndThatStandsInTheLedger() throws SQLException {
        UUID dead = letter("dead");
        String redeliver = "/api/v1/outbox/" + dead + "/redeliver";
        assertThat(auditor.post(redeliver, Map.of()).status()).isEqualTo(403);

        Api.Answer answer = admin.post(redeliver, Map.of());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("state").textValue()).isEqualTo("pending");
        assertThat(auditor.get("/api/v1/ledger/entries?subjectKind=outbox-message&subjectId=" + dead)
                        .json()
                        .path("items")
                        .findValuesAsText("action"))
                .containsExactly("outbox.redelivered");
        assertThat(admin.post(redeliver, Map.of()).status()).isEqualTo(409);
        assertThat(admin.post("/api/v1/outbox/" + UUID.randomUUID() + "/redeliver", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void othersSeeNoLetters() throws SQLException {
        UUID pending = letter("pending");

        for (String user : List.of("engineer1", "validator1", "approver1", "owner1", "deployer1")) {
            Api other = People.as(user);
            assertThat(other.get("/api/v1/outbox").status()).as(user).isEqualTo(403);
            assertThat(other.get("/api/v1/outbox/" + pending).status()).as(user).isEqualTo(403);
        }
        assertThat(People.nobody().get("/api/v1/outbox").status()).isEqualTo(401);
    }
}
