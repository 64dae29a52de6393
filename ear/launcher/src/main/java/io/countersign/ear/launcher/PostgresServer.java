package io.countersign.ear.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL of our own, for somebody's data: fsync and synchronous commit are on, passwords are asked for, and it
 * listens on the loopback interface alone.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String PART = "postgresql";
    private static final String SUPERUSER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path programs;
    private final Path data;
    private final int port;
    private final String password;
    private final Child child;

    private PostgresServer(Path programs, Path data, int port, String password, Child child) {
        this.programs = programs;
        this.data = data;
        this.port = port;
        this.password = password;
        this.child = child;
    }

    /** Starts it on the data in the state folder, which it makes at first; takes over one that is still running there. */
    public static PostgresServer start(StateFolder state, Secrets secrets, int port) {
        Path programs = PostgresBinaries.in(state.directory("programs").resolve("postgresql"));
        Path data = state.file("postgresql");
        String password = secrets.of("postgresql.superuser");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(programs, data, password, state);
        }
        Optional<Child> leftover = Child.leftover(PART, state);
        if (leftover.isPresent()) {
            PostgresServer running = new PostgresServer(programs, data, port, password, leftover.get());
            if (running.accepts()) {
                return running;
            }
            running.close();
        }
        Ports.requireFree(port, "PostgreSQL");
        PostgresServer server = new PostgresServer(programs, data, port, password, run(programs, data, port, state));
        Readiness.await("PostgreSQL", server.child, PATIENCE, server::accepts);
        return server;
    }

    private static void initialise(Path programs, Path data, String password, StateFolder state) {
        Path passwordFile = state.directory("run").resolve("initdb-password");
        try {
            Files.writeString(passwordFile, password);
            Unprivileged.run(
                    "Making the database cluster",
                    List.of(
                            programs.resolve("bin/initdb").toString(),
                            "--pgdata=" + data,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--data-checksums"));
            Files.delete(passwordFile);
        } catch (IOException failed) {
            throw new StartFailure("The database cluster cannot be made in " + data + ".", failed);
        }
    }

    private static Child run(Path programs, Path data, int port, StateFolder state) {
        List<String> command = List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-c",
                "port=" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "max_connections=120",
                "-c",
                "shared_buffers=256MB",
                "-c",
                "timezone=UTC");
        return Child.start(PART, state, Unprivileged.command(command), Map.of());
    }

    private boolean accepts() {
        try (Connection connection = superuser("postgres")) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** A connection as the superuser to that database. */
    public Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, password);
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Stops it in its fast mode: open transactions roll back, everything committed is on disk. */
    @Override
    public void close() {
        if (child.isAlive()) {
            Unprivileged.run(
                    "Stopping PostgreSQL",
                    List.of(
                            programs.resolve("bin/pg_ctl").toString(),
                            "stop",
                            "-D",
                            data.toString(),
                            "-m",
                            "fast",
                            "-t",
                            "30"));
        }
        child.await(Duration.ofSeconds(5));
    }

    /** Stops the one that an earlier launcher left running, if any. */
    static boolean stopLeftover(StateFolder state) {
        Optional<Child> leftover = Child.leftover(PART, state);
        leftover.ifPresent(child ->
                new PostgresServer(state.file("programs/postgresql"), state.file("postgresql"), 0, "", child).close());
        return leftover.isPresent();
    }
}
