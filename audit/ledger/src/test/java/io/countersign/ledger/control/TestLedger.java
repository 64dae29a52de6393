package io.countersign.ledger.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Role;
import io.countersign.platform.testing.TestDatabase;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.VerifierKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A ledger over a database of its own, as the application role sees it. */
final class TestLedger {
    static final String ORIGIN = "ledger.test/one";

    final TestDatabase database = TestDatabase.with("ledger");
    final Path directory;
    private final NoteSigner signer;

    TestLedger(Path directory) throws Exception {
        this.directory = directory;
        this.signer =
                new SigningKeyFile(directory.resolve("key.p12"), "secret").loadOrGenerate(ORIGIN, Clock.systemUTC());
        new Epochs(database.application()).begin();
    }

    VerifierKey key() {
        return signer.verifier();
    }

    Sequencer sequencer(int batch) {
        return new Sequencer(
                database.application(),
                new CheckpointSigner(
                        signer,
                        new SignerMemory(directory.resolve("checkpoints"), signer.verifier()),
                        List.of(new CheckpointDirectory(directory.resolve("checkpoints"), Clock.systemUTC())),
                        false),
                batch);
    }

    EntryId append(String run) throws SQLException {
        try (Connection connection = database.application().getConnection()) {
            connection.setAutoCommit(false);
            EntryId entry = new EntryWriter().append(connection, person(), sealed(run));
            connection.commit();
            return entry;
        }
    }

    static AuditEvent sealed(String run) {
        return AuditEvent.of("run.sealed", new Subject("run", run))
                .fact("digest", "abc")
                .disclose("reason", "end of run " + run)
                .build();
    }

    static Actor person() {
        return new Actor(
                Actor.Kind.PERSON,
                "sub-1",
                "Erin Engineer",
                Set.of(Role.ENGINEER),
                "mlflow",
                "192.0.2.7",
                UUID.randomUUID().toString(),
                new Authentication(Authentication.Method.BEARER, "1", null),
                null);
    }

    void asSuperuser(String... statements) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long count(String sql) throws SQLException {
        try (Connection connection = database.application().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
