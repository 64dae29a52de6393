package io.countersign.ledger.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.testing.TestDatabase;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.CompactTree;
import io.countersign.verifier.Hash;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.VerifierKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** A ledger over a database of its own, as the application role sees it. */
final class TestLedger {
    static final String ORIGIN = "ledger.test/one";
    static final EntryFilter ANY = new EntryFilter(null, null, null, null, null, null, null);
    static final ExportQuery EVERYTHING = new ExportQuery(0, null, null, ANY);

    final TestDatabase database = TestDatabase.with("ledger");
    final Path directory;
    private NoteSigner signer;

    /** As an operator says who lost the signer's memory. */
    boolean adoptsTrees;

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
        return sequencer(
                database.application(),
                batch,
                List.of(new CheckpointDirectory(directory.resolve("checkpoints"), Clock.systemUTC())));
    }

    Sequencer sequencer(DataSource dataSource, int batch, List<CheckpointSink> sinks) {
        SignerMemory memory = new SignerMemory(directory.resolve("checkpoints"), signer.verifier());
        return new Sequencer(dataSource, new CheckpointSigner(signer, memory, sinks, adoptsTrees), batch);
    }

    void signWith(NoteSigner other) {
        signer = other;
    }

    NoteSigner signer() {
        return signer;
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
                null,
                Reach.everything());
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

    byte[] export() throws Exception {
        return export(EVERYTHING);
    }

    byte[] export(ExportQuery query) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Proofs proofs = new Proofs(database.application());
        Long size = query.treeSize();
        Proofs.Stored checkpoint = (size == null ? proofs.latest() : proofs.at(size)).orElseThrow();
        new ExportStream(database.application(), key()).write(checkpoint, query, out);
        return out.toByteArray();
    }

    LogVerdict verify(String... kept) throws Exception {
        return verifyBytes(export(), kept);
    }

    LogVerdict verifyBytes(byte[] export, String... kept) throws Exception {
        return new LogVerifier(TrustedKeys.of(key()), List.of(kept)).verify(() -> new ByteArrayInputStream(export));
    }

    String checkpoint() throws SQLException {
        return new Proofs(database.application()).latest().orElseThrow().note();
    }

    /** What a superuser can do without the key: make hashes and nodes fit the entries as they are now. */
    void rebuildTree() throws SQLException {
        StringBuilder sql = new StringBuilder("DELETE FROM ledger.node;");
        tree((level, index, hash) -> sql.append(
                        "INSERT INTO ledger.node VALUES (%d, %d, '\\x%s');".formatted(level, index, hash.hex())))
                .forEach((index, hash) -> sql.append("UPDATE ledger.leaf SET leaf_hash = '\\x%s' WHERE leaf_index = %d;"
                        .formatted(hash.hex(), index)));
        asSuperuser(sql.toString());
    }

    /** What somebody can do who has the key as well. */
    void signAnew() throws SQLException {
        CompactTree whole = new CompactTree();
        tree((level, index, hash) -> {}).values().forEach(whole::append);
        Checkpoint forged = new Checkpoint(ORIGIN, whole.size(), whole.root());
        asSuperuser("DELETE FROM ledger.checkpoint; INSERT INTO ledger.checkpoint VALUES (%d, '\\x%s', '%s')"
                .formatted(forged.size(), forged.root().hex(), signer.sign(forged.text())));
    }

    private Map<Long, Hash> tree(CompactTree.Closed closed) throws SQLException {
        CompactTree tree = new CompactTree();
        Map<Long, Hash> leaves = new LinkedHashMap<>();
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT canonical FROM ledger.leaf JOIN ledger.entry ON id = entry_id ORDER BY leaf_index")) {
            while (rows.next()) {
                Hash leaf = MerkleHash.leaf(rows.getBytes(1));
                leaves.put(tree.size(), leaf);
                tree.append(leaf, closed);
            }
        }
        return leaves;
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
