package io.countersign.identity.people;

import io.countersign.identity.data.Rows;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The people and service accounts who were seen here. */
@ApplicationScoped
public class People {
    private static final String COLUMNS =
            "subject, kind, name, roles, client, first_seen_at, last_seen_at, left_at, left_said_by";
    private static final String SEEN = """
            INSERT INTO identity.person AS known (subject, kind, name, roles, client, first_seen_at, last_seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (subject) DO UPDATE
            SET kind = excluded.kind, name = excluded.name, roles = excluded.roles, client = excluded.client,
                last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
            """;

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource database;

    /** @throws ProblemException (not found) when nobody of that subject was seen */
    public Person get(String subject) {
        return find(subject)
                .orElseThrow(
                        () -> ProblemException.notFound("Nobody of the subject " + subject + " has been seen here"));
    }

    public Optional<Person> find(String subject) {
        return Rows.read(
                        database,
                        "SELECT " + COLUMNS + " FROM identity.person WHERE subject = ?",
                        List.of(subject),
                        People::person)
                .stream()
                .findFirst();
    }

    /** By name. */
    public Page<Person> list(PageToken from, int size) {
        return Page.of(
                Rows.read(
                        database,
                        "SELECT " + COLUMNS + " FROM identity.person ORDER BY name, subject LIMIT ? OFFSET ?",
                        List.of(size + 1L, from.offset()),
                        People::person),
                from,
                size);
    }

    /** People who are here and whose name holds the text, in whatever case; by name. */
    List<Person> colleagues(String text, int most) {
        return Rows.read(
                database,
                "SELECT " + COLUMNS + " FROM identity.person WHERE kind = 'person' AND left_at IS NULL"
                        + " AND strpos(lower(name), lower(?)) > 0 ORDER BY name, subject LIMIT ?",
                List.of(text, most),
                People::person);
    }

    /** All of them, by name: for the access review, which is about everybody. */
    public List<Person> all() {
        return Rows.read(
                database,
                "SELECT " + COLUMNS + " FROM identity.person ORDER BY name, subject",
                List.of(),
                People::person);
    }

    /** Notes that this caller was here just now; no act, hence no entry in the ledger. */
    public void seen(Caller caller) {
        List<Role> roles = caller.roles().stream()
                .map(Role::named)
                .flatMap(Optional::stream)
                .toList();
        note(caller.kind(), caller.subject(), caller.displayName(), roles, caller.client());
    }

    /** The same in a use case that refers to its actor. */
    public void seen(Actor actor) {
        note(actor.kind(), actor.subject(), actor.displayName(), actor.roles(), actor.client());
    }

    private void note(Actor.Kind kind, String subject, String name, Collection<Role> roles, String client) {
        Instant now = Instant.now();
        String wireKind = kind == Actor.Kind.PERSON ? "person" : "service-account";
        Rows.write(database, SEEN, Arrays.asList(subject, wireKind, name, roles, client, now, now));
    }

    /** Whether that changed anything: false when they had left already. */
    boolean markLeft(String subject, Actor by) {
        return Rows.write(
                        database,
                        "UPDATE identity.person SET left_at = ?, left_said_by = ? WHERE subject = ? AND left_at IS NULL",
                        List.of(Instant.now(), by.subject(), subject))
                == 1;
    }

    /** Whether that changed anything: false when they were here all along. */
    boolean markReturned(String subject) {
        return Rows.write(
                        database,
                        "UPDATE identity.person SET left_at = NULL, left_said_by = NULL"
                                + " WHERE subject = ? AND left_at IS NOT NULL",
                        List.of(subject))
                == 1;
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString("subject"),
                row.getString("kind"),
                row.getString("name"),
                Rows.roles(row, "roles"),
                row.getString("client"),
                Rows.instant(row, "first_seen_at"),
                Rows.instant(row, "last_seen_at"),
                Rows.instantOrNull(row, "left_at"),
                row.getString("left_said_by"));
    }
}
