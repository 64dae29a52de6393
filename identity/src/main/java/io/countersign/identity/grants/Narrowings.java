package io.countersign.identity.grants;

import io.countersign.identity.data.Rows;
import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Role;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The narrowed roles. What is not in here is not narrowed. */
@ApplicationScoped
public class Narrowings {
    private static final String SELECT = """
            SELECT n.*, p.name FROM identity.narrowing n LEFT JOIN identity.person p ON p.subject = n.subject
            """;

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource database;

    public List<Narrowing> all() {
        return Rows.read(database, SELECT + "ORDER BY p.name, n.subject, n.role", List.of(), Narrowings::narrowing);
    }

    public List<Narrowing> of(String subject) {
        return Rows.read(
                database, SELECT + "WHERE n.subject = ? ORDER BY n.role", List.of(subject), Narrowings::narrowing);
    }

    Optional<Narrowing> of(String subject, Role role) {
        return of(subject).stream()
                .filter(narrowing -> narrowing.role() == role)
                .findFirst();
    }

    void put(String subject, Role role, Scope scope, String by) {
        Rows.write(database, """
                INSERT INTO identity.narrowing (subject, role, scope, changed_at, changed_by) VALUES (?, ?, ?::jsonb, ?, ?)
                ON CONFLICT (subject, role) DO UPDATE
                SET scope = excluded.scope, changed_at = excluded.changed_at, changed_by = excluded.changed_by
                """, List.of(subject, role.wireName(), scope.json(), Instant.now(), by));
    }

    void remove(String subject, Role role) {
        Rows.write(
                database,
                "DELETE FROM identity.narrowing WHERE subject = ? AND role = ?",
                List.of(subject, role.wireName()));
    }

    private static Narrowing narrowing(ResultSet row) throws SQLException {
        return new Narrowing(
                row.getString("subject"),
                row.getString("name"),
                Role.named(row.getString("role")).orElseThrow(),
                Scope.stored(row.getString("scope")),
                Rows.instant(row, "changed_at"),
                row.getString("changed_by"));
    }
}
