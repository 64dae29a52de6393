package io.countersign.identity.grants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.countersign.identity.data.Rows;
import io.countersign.identity.people.SeenPeople;
import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.platform.web.ReachSource;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Narrows the reach of callers by the grants of the person behind them, and refuses those who have left. What is known of
 * somebody is kept for half a second.
 */
@ApplicationScoped
public class GrantedReach implements ReachSource {
    private static final Logger LOG = LoggerFactory.getLogger(GrantedReach.class);
    private static final Duration KEPT = Duration.ofMillis(500);
    private static final ProblemType LEFT =
            new ProblemType("person-left", "This person has left", ProblemType.Category.FORBIDDEN);
    private static final String STANDING = """
            SELECT p.left_at IS NOT NULL AS has_left, n.role, n.scope
            FROM (SELECT ?::text AS subject) asked
            LEFT JOIN identity.person p ON p.subject = asked.subject
            LEFT JOIN identity.narrowing n ON n.subject = asked.subject
            """;

    private final Cache<String, Standing> kept =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(KEPT).build();

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource database;

    @Inject
    SeenPeople seenPeople;

    @Override
    public Reach reachOf(Caller caller) {
        try {
            Standing person = kept.get(responsible(caller), this::query);
            // A service account has grants of its own beside those of the person who answers for it.
            Standing own =
                    caller.kind() == Actor.Kind.SERVICE_ACCOUNT ? kept.get(caller.subject(), this::query) : person;
            if (person.left() || own.left()) {
                throw new ProblemException(LEFT, "An administrator says that this person has left");
            }
            if (caller.kind() != Actor.Kind.API_KEY) {
                seenPeople.seen(caller);
            }
            return caller.reach().and(person.reach()).and(own.reach());
        } catch (IllegalStateException failed) {
            LOG.warn("Grants cannot be looked up", failed);
            throw new ProblemException(ProblemType.UNAVAILABLE, "Grants cannot be looked up at present; try again");
        }
    }

    private static String responsible(Caller caller) {
        String accountable = caller.accountable();
        return accountable == null ? caller.subject() : accountable;
    }

    /** Drops what is kept on this node. */
    public void forget() {
        kept.invalidateAll();
    }

    private record Row(
            boolean left, @Nullable String role, @Nullable String scope) {}

    private Standing query(String subject) {
        List<Row> rows = Rows.read(
                database,
                STANDING,
                List.of(subject),
                row -> new Row(row.getBoolean("has_left"), row.getString("role"), row.getString("scope")));
        Map<Role, Scope> narrowed = new EnumMap<>(Role.class);
        for (Row row : rows) {
            Optional.ofNullable(row.role())
                    .flatMap(Role::named)
                    .ifPresent(role -> narrowed.put(role, Scope.stored(String.valueOf(row.scope()))));
        }
        return new Standing(rows.stream().anyMatch(Row::left), narrowed);
    }
}
