package io.countersign.identity.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.countersign.identity.data.Rows;
import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Role;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds keys by the hash of their secret. An answer is kept for half a second, so that a busy key costs two queries a
 * second on each node, and a revoked one is refused by every node well within a second.
 */
@ApplicationScoped
class KeyLookup {
    static final Duration KEPT = Duration.ofMillis(500);
    private static final String FIND = """
            SELECT k.id, k.kind, k.name, k.accountable, k.roles, k.scope, k.expires_at,
                   k.revoked_at IS NOT NULL AS revoked, p.roles AS held, p.left_at IS NOT NULL AS orphaned
            FROM identity.api_key k JOIN identity.person p ON p.subject = k.accountable
            WHERE k.secret_sha256 = ?
            """;

    private final Cache<ByteBuffer, Optional<KnownKey>> kept =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(KEPT).build();

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource database;

    /** @throws IllegalStateException when the database does not answer */
    Optional<KnownKey> find(KeySecret secret) {
        byte[] hash = secret.sha256();
        return kept.get(ByteBuffer.wrap(hash), unknown -> query(hash));
    }

    /** Drops what is kept on this node. */
    void forget() {
        kept.invalidateAll();
    }

    private Optional<KnownKey> query(byte[] hash) {
        return Rows.read(database, FIND, List.of(hash), KeyLookup::known).stream()
                .findFirst();
    }

    private static KnownKey known(ResultSet row) throws SQLException {
        return new KnownKey(
                new KeyId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("accountable"),
                carried(row),
                Scope.stored(row.getString("scope")),
                Rows.instant(row, "expires_at"),
                row.getBoolean("revoked"),
                row.getBoolean("orphaned"));
    }

    private static Set<Role> carried(ResultSet row) throws SQLException {
        Set<Role> carried = EnumSet.noneOf(Role.class);
        carried.addAll(Rows.roles(row, "roles"));
        if (KeyKind.stored(row.getString("kind")) == KeyKind.PERSONAL) {
            carried.retainAll(Rows.roles(row, "held"));
        }
        return carried;
    }
}
