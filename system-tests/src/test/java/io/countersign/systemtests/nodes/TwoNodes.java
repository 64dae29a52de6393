package io.countersign.systemtests.nodes;

import io.countersign.ear.launcher.Ports;
import io.countersign.ear.launcher.Secrets;
import io.countersign.ear.launcher.StateFolder;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Two servers on the same PostgreSQL, Keycloak, artifacts, keys and checkpoints; the first one's installation runs the parts. */
final class TwoNodes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Countersign first;
    private final Countersign second;

    private TwoNodes(Countersign first, Countersign second) {
        this.first = first;
        this.second = second;
    }

    static TwoNodes start() {
        Countersign first =
                Countersign.start(Countersign.temporaryState(), Ports.free(), false, Map.of("COUNTERSIGN_NODE", "one"));
        return new TwoNodes(first, Countersign.nodeBeside(first, sharedWith(first)));
    }

    private static Map<String, String> sharedWith(Countersign first) {
        StateFolder state = first.state();
        Secrets secrets = new Secrets(state);
        Path keys = state.directory("keys");
        Map<String, String> settings = new HashMap<>();
        settings.put("COUNTERSIGN_NODE", "two");
        settings.put("COUNTERSIGN_DB_URL", first.postgres().url("countersign"));
        settings.put("COUNTERSIGN_DB_USER", "countersign_app");
        settings.put("COUNTERSIGN_DB_PASSWORD", secrets.of("postgresql.application"));
        settings.put("COUNTERSIGN_DB_OWNER_USER", "countersign_owner");
        settings.put("COUNTERSIGN_DB_OWNER_PASSWORD", secrets.of("postgresql.owner"));
        settings.put("COUNTERSIGN_OIDC_ISSUER", first.keycloak().issuer());
        settings.put("COUNTERSIGN_OIDC_CLIENT_SECRET", secrets.of("oidc.console"));
        settings.put("COUNTERSIGN_ARTIFACT_DIR", state.directory("artifacts").toString());
        settings.put(
                "COUNTERSIGN_CHECKPOINT_DIR", state.directory("checkpoints").toString());
        settings.put("COUNTERSIGN_LEDGER_KEY_FILE", keys.resolve("ledger.p12").toString());
        settings.put("COUNTERSIGN_LEDGER_KEY_PASSWORD", secrets.of("ledger.key"));
        settings.put("COUNTERSIGN_REPORT_KEY_FILE", keys.resolve("reports.p12").toString());
        settings.put("COUNTERSIGN_REPORT_KEY_PASSWORD", secrets.of("report.key"));
        settings.put("COUNTERSIGN_SECRETS_KEY", secrets.of("secrets.key"));
        return settings;
    }

    Countersign first() {
        return first;
    }

    Countersign second() {
        return second;
    }

    Api onFirst(String user) {
        return first.as(user);
    }

    /** With tokens of the one Keycloak, which the first one's installation runs. */
    Api onSecond(String user) {
        return Api.bearing(URI.create(second.url()), () -> first.recentTokenFor(user));
    }

    long count(String query, String... values) throws SQLException {
        try (Connection database = first.database();
                PreparedStatement count = database.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                count.setString(i + 1, values[i]);
            }
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void sql(String statement) throws SQLException {
        try (Connection database = first.database();
                Statement execute = database.createStatement()) {
            execute.execute(statement);
        }
    }

    /** Until the query counts that many. */
    void await(long wanted, String query, String... values) {
        Awaitility.await(query).atMost(PATIENCE).until(() -> count(query, values), Predicate.isEqual(wanted));
    }

    @Override
    public void close() {
        second.stop();
        first.stop();
    }
}
