package io.countersign.identity.keys;

import io.countersign.identity.data.Rows;
import io.countersign.identity.scope.Scope;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The keys made so far; none is ever deleted. */
@ApplicationScoped
public class StoredKeys {
    private static final String SELECT = """
            SELECT k.*, p.name AS accountable_name FROM identity.api_key k
            JOIN identity.person p ON p.subject = k.accountable
            """;

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource database;

    /** @throws ProblemException (not found) when there is none of that id */
    public ApiKey get(KeyId id) {
        return select("WHERE k.id = ?", List.of(id.value())).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no key " + id));
    }

    /** Newest first; a null filter lets all through. */
    public Page<ApiKey> list(@Nullable String accountable, PageToken from, int size) {
        List<Object> values = new ArrayList<>();
        String where = "";
        if (accountable != null) {
            where = "WHERE k.accountable = ? ";
            values.add(accountable);
        }
        values.add(size + 1L);
        values.add(from.offset());
        return Page.of(select(where + "ORDER BY k.created_at DESC, k.id DESC LIMIT ? OFFSET ?", values), from, size);
    }

    /** Those that neither expired nor were revoked; of everybody when {@code accountable} is null. */
    public List<ApiKey> active(@Nullable String accountable, Instant now) {
        List<Object> values = new ArrayList<>(List.of(now));
        String where = "WHERE k.revoked_at IS NULL AND k.expires_at > ?";
        if (accountable != null) {
            where += " AND k.accountable = ?";
            values.add(accountable);
        }
        return select(where + " ORDER BY k.created_at, k.id", values);
    }

    void add(ApiKey key, byte[] secretHash) {
        Rows.write(
                database,
                """
                INSERT INTO identity.api_key (id, kind, name, hint, secret_sha256, accountable, roles, scope, created_at,
                                              created_by, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                """,
                List.of(
                        key.id().value(),
                        key.kind().wireName(),
                        key.name(),
                        key.hint(),
                        secretHash,
                        key.accountable(),
                        key.roles(),
                        key.scope().json(),
                        key.createdAt(),
                        key.createdBy(),
                        key.expiresAt()));
    }

    /** Whether that changed anything: false when it was revoked before. */
    boolean revoke(KeyId id, String by, Instant at) {
        return Rows.write(
                        database,
                        "UPDATE identity.api_key SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL",
                        List.of(at, by, id.value()))
                == 1;
    }

    /** Notes a use, unless one was noted within the last minute. */
    void used(KeyId id, Instant at) {
        Rows.write(database, """
                UPDATE identity.api_key SET last_used_at = ?
                WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)
                """, List.of(at, id.value(), at.minusSeconds(60)));
    }

    private List<ApiKey> select(String clauses, List<?> values) {
        return Rows.read(database, SELECT + clauses, values, StoredKeys::key);
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                new KeyId(row.getObject("id", UUID.class)),
                KeyKind.stored(row.getString("kind")),
                row.getString("name"),
                row.getString("hint"),
                row.getString("accountable"),
                row.getString("accountable_name"),
                Rows.roles(row, "roles"),
                Scope.stored(row.getString("scope")),
                Rows.instant(row, "created_at"),
                row.getString("created_by"),
                Rows.instant(row, "expires_at"),
                Rows.instantOrNull(row, "last_used_at"),
                Rows.instantOrNull(row, "revoked_at"),
                row.getString("revoked_by"));
    }
}
