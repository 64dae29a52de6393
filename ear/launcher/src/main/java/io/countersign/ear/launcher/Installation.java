package io.countersign.ear.launcher;

import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * The whole, started in order and stopped in reverse: PostgreSQL, migrations, Keycloak, WildFly. A part that the
 * environment names is used instead of one of ours.
 */
public final class Installation implements AutoCloseable {
    private final StateFolder state;
    private final Parts parts;
    private final Ports ports;
    private final boolean unguarded;
    private final Map<String, String> environment;
    private final Progress progress;
    private final Secrets secrets;
    private final Deque<Running> running = new ConcurrentLinkedDeque<>();
    private @Nullable PostgresServer postgres;
    private @Nullable KeycloakServer keycloak;
    private @Nullable WildFlyServer wildfly;

    /**
     * An installation that has not been started.
     *
     * @param unguarded its policies guard nothing, as MLflow's own registry
     * @param environment settings of the user, names as in {@code docs/operations.md}
     */
    public Installation(
            StateFolder state,
            Parts parts,
            Ports ports,
            boolean unguarded,
            Map<String, String> environment,
            Progress progress) {
        this.state = state;
        this.parts = parts;
        this.ports = ports;
        this.unguarded = unguarded;
        this.environment = Map.copyOf(environment);
        this.progress = progress;
        this.secrets = new Secrets(state);
    }

    /**
     * Starts everything and returns when it serves.
     *
     * @throws StartFailure saying in one sentence what is in the way; what had been started is stopped again
     */
    public void start() {
        try {
            Leftovers.stop(state, progress);
            requireFreePorts();
            DatabaseAccess database = database();
            progress.step("Migrations", () -> Migrations.run(database, unguarded));
            IdentityProvider identity = identityProvider();
            WildFlyServer server = beginServer(
                    ServerSettings.of(state, secrets, database, identity, publicUrl(), unguarded, environment));
            awaitKeycloak();
            progress.step("WildFly with Countersign on port " + ports.http(), server::awaitReady);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Brings the database to the present version and starts nothing that stays. */
    public void migrate() {
        try {
            DatabaseAccess database = database();
            progress.step("Migrations", () -> Migrations.run(database, unguarded));
        } finally {
            close();
        }
    }

    private DatabaseAccess database() {
        return environment.containsKey("COUNTERSIGN_DB_URL")
                ? DatabaseAccess.from(environment)
                : OwnDatabases.application(ownPostgres(), secrets);
    }

    private IdentityProvider identityProvider() {
        if (environment.containsKey("COUNTERSIGN_OIDC_ISSUER")) {
            return IdentityProvider.from(environment);
        }
        DatabaseAccess database = OwnDatabases.keycloak(ownPostgres(), secrets);
        // Begun here, awaited after WildFly has begun too: the server needs it only for the first login.
        KeycloakServer server = KeycloakServer.start(state, secrets, parts.keycloak(), database, ports.keycloak());
        running.push(new Running("Keycloak", server));
        keycloak = server;
        return new IdentityProvider(server.issuer(), "countersign-console", secrets.of("oidc.console"));
    }

    private PostgresServer ownPostgres() {
        PostgresServer known = postgres;
        if (known == null) {
            known = progress.step(
                    "PostgreSQL on port " + ports.postgres(),
                    () -> PostgresServer.start(state, secrets, ports.postgres()));
            running.push(new Running("PostgreSQL", known));
            postgres = known;
        }
        return known;
    }

    private WildFlyServer beginServer(Map<String, String> settings) {
        WildFlyServer server = WildFlyServer.start(state, parts.wildfly(), parts.application(), ports, settings);
        running.push(new Running("WildFly", server));
        wildfly = server;
        return server;
    }

    private void awaitKeycloak() {
        KeycloakServer server = keycloak;
        if (server != null) {
            progress.step("Keycloak on port " + ports.keycloak(), () -> server.awaitRealm(publicUrl()));
        }
    }

    private void requireFreePorts() {
        Ports.requireFree(ports.http(), "the console and API");
        Ports.requireFree(ports.management(), "management and health");
        if (!environment.containsKey("COUNTERSIGN_OIDC_ISSUER")) {
            Ports.requireFree(ports.keycloak(), "Keycloak");
        }
    }

    /** Stops what was started, the last first. May come from another thread than the start, which it then cuts short. */
    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            Running part = running.pop();
            progress.step("Stopping " + part.name(), part::stop);
        }
    }

    /** Address of the console, which is also the tracking URI. */
    public String publicUrl() {
        return environment.getOrDefault("COUNTERSIGN_PUBLIC_URL", "http://localhost:" + ports.http());
    }

    public Ports ports() {
        return ports;
    }

    /** @return null when the identity provider is the user's own */
    public @Nullable KeycloakServer keycloak() {
        return keycloak;
    }

    /** @return null when the database is the user's own */
    public @Nullable PostgresServer postgres() {
        return postgres;
    }

    /** @return null before the start */
    public @Nullable WildFlyServer wildfly() {
        return wildfly;
    }

    private record Running(String name, AutoCloseable part) {
        void stop() {
            try {
                part.close();
            } catch (StartFailure failed) {
                throw failed;
            } catch (Exception failed) {
                throw new StartFailure(name + " cannot be stopped: " + failed.getMessage() + ".", failed);
            }
        }
    }
}
