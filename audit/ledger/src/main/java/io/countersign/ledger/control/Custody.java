package io.countersign.ledger.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Custody of the names and texts beside entries: holds, erasure of a person, retention. What tightens takes effect at once;
 * what loosens waits for a second person. Nothing in here touches an entry, a leaf or a proof.
 */
@ApplicationScoped
@Transactional
public class Custody {
    private static final int EXPIRED_AT_ONCE = 5_000;

    @Inject
    LedgerRuntime ledger;

    @Inject
    AuditLog audit;

    @FunctionalInterface
    private interface Work<T> {
        T on(CustodyTables tables) throws SQLException;
    }

    public List<LegalHold> holds() {
        return with(CustodyTables::holds);
    }

    public List<CustodyRequest> requests() {
        return with(CustodyTables::requests);
    }

    public RetentionPolicy retention() {
        return with(tables -> tables.retention(minimumDays()));
    }

    /**
     * @param scope {@code all}, {@code person} with a person, or {@code subject} with a subject
     * @throws ProblemException (invalid) when these do not go together
     */
    public LegalHold place(
            String scope, @Nullable String person, @Nullable Subject subject, String reason, Actor actor) {
        boolean sound = scope.equals("all") && person == null && subject == null
                || scope.equals("person") && person != null && !person.isBlank() && subject == null
                || scope.equals("subject") && subject != null && person == null;
        if (!sound) {
            throw ProblemException.invalid("A hold has the scope all, person with a person, or subject with a subject");
        }
        UUID id = Ids.next();
        return with(tables -> {
            tables.place(id, scope, person, subject, reason, actor.subject());
            audit.append(
                    actor,
                    event("legal-hold.placed", "legal-hold", id.toString(), reason)
                            .fact("scope", scope)
                            .fact("person", person)
                            .fact("subjectKind", subject == null ? null : subject.kind())
                            .fact("subjectId", subject == null ? null : subject.id())
                            .build());
            return found(tables, id);
        });
    }

    private static LegalHold found(CustodyTables tables, UUID id) throws SQLException {
        return tables.hold(id).orElseThrow(() -> ProblemException.notFound("There is no legal hold " + id));
    }

    /** @throws ProblemException (not found), or (conflict) when it is released or its release is asked for already */
    public CustodyRequest askRelease(UUID hold, String reason, Actor actor) {
        return with(tables -> {
            if (found(tables, hold).releasedAt() != null) {
                throw ProblemException.conflict("The legal hold " + hold + " is released already");
            }
            return ask(tables, CustodyRequest.RELEASE, hold.toString(), false, reason, actor);
        });
    }

    /** @throws ProblemException (conflict) when a hold keeps the person's texts or the erasure is asked for already */
    public CustodyRequest askErasure(String person, boolean texts, String reason, Actor actor) {
        return with(tables -> ask(tables, CustodyRequest.ERASE, person, texts, reason, actor));
    }

    /**
     * @param days null to keep for ever
     * @return the request when it waits for a second person; empty when it is so already
     * @throws ProblemException (invalid) below the legal minimum, (conflict) when a shortening is asked for already
     */
    public Optional<CustodyRequest> retain(@Nullable Integer days, String reason, Actor actor) {
        if (days != null && days < minimumDays()) {
            throw ProblemException.invalid("The legal minimum is " + minimumDays() + " days");
        }
        return with(tables -> {
            Integer before = tables.retention(minimumDays()).days();
            if (days != null && (before == null || days < before)) {
                return Optional.of(ask(tables, CustodyRequest.SHORTEN, days.toString(), false, reason, actor));
            }
            tables.retain(days, actor.subject());
            audit.append(
                    actor,
                    event("retention.lengthened", "ledger", ledger.key().name(), reason)
                            .fact("before", before)
                            .fact("after", days)
                            .build());
            return Optional.empty();
        });
    }

    private CustodyRequest ask(
            CustodyTables tables, String kind, String target, boolean texts, String reason, Actor actor)
            throws SQLException {
        UUID id = Ids.next();
        if (!tables.ask(id, kind, target, texts, reason, actor.subject())) {
            throw ProblemException.conflict("The same is asked for already and waits for a second person");
        }
        String action =
                switch (kind) {
                    case CustodyRequest.ERASE -> "erasure.requested";
                    case CustodyRequest.RELEASE -> "legal-hold.release-requested";
                    default -> "retention.shortening-requested";
                };
        audit.append(
                actor,
                event(action, "custody-request", id.toString(), reason)
                        .fact("target", target)
                        .fact("texts", texts ? Boolean.TRUE : null)
                        .build());
        return request(tables, id);
    }

    private static CustodyRequest request(CustodyTables tables, UUID id) throws SQLException {
        return tables.request(id).orElseThrow(() -> ProblemException.notFound("There is no such request: " + id));
    }

    /**
     * Confirms as the second person, and carries it out.
     *
     * @throws ProblemException (not found); (forbidden) for the one who asked and for whoever is no person; (conflict) when it
     *     is decided already or a hold stands against it
     */
    public CustodyRequest confirm(UUID id, Actor actor) {
        return with(tables -> {
            CustodyRequest asked = request(tables, id);
            if (!actor.isPerson() || actor.subject().equals(asked.requestedBy())) {
                throw ProblemException.forbidden("Another person than the one who asked must confirm this");
            }
            if (!tables.decide(id, "confirmed", actor.subject())) {
                throw ProblemException.conflict("The request " + id + " is " + asked.state() + " already");
            }
            audit.append(actor, carriedOut(tables, asked, actor).build());
            return request(tables, id);
        });
    }

    private AuditEvent.Builder carriedOut(CustodyTables tables, CustodyRequest asked, Actor actor) throws SQLException {
        AuditEvent.Builder event = AuditEvent.of(
                        switch (asked.kind()) {
                            case CustodyRequest.ERASE -> "erasure.confirmed";
                            case CustodyRequest.RELEASE -> "legal-hold.released";
                            default -> "retention.shortened";
                        },
                        new Subject("custody-request", asked.id().toString()))
                .fact("target", asked.target())
                .fact("requestedBy", asked.requestedBy());
        switch (asked.kind()) {
            case CustodyRequest.ERASE -> event.fact("erased", erase(tables, asked.id()));
            case CustodyRequest.RELEASE -> {
                if (!tables.release(UUID.fromString(asked.target()), actor.subject())) {
                    throw ProblemException.conflict("The legal hold " + asked.target() + " is released already");
                }
            }
            default -> tables.retain(Integer.valueOf(asked.target()), actor.subject());
        }
        return event;
    }

    private Long erase(CustodyTables tables, UUID request) throws SQLException {
        try {
            return tables.erase(request, Instant.now().minus(Duration.ofDays(minimumDays())));
        } catch (SQLException refused) {
            if ("55000".equals(refused.getSQLState())) {
                throw ProblemException.conflict("A legal hold keeps texts of this person");
            }
            throw refused;
        }
    }

    /** @throws ProblemException (not found), or (conflict) when it is decided already */
    public CustodyRequest withdraw(UUID id, String reason, Actor actor) {
        return with(tables -> {
            CustodyRequest asked = request(tables, id);
            if (!tables.decide(id, "withdrawn", actor.subject())) {
                throw ProblemException.conflict("The request " + id + " is " + asked.state() + " already");
            }
            audit.append(
                    actor,
                    event("custody-request.withdrawn", "custody-request", id.toString(), reason)
                            .fact("kind", asked.kind())
                            .fact("target", asked.target())
                            .build());
            return request(tables, id);
        });
    }

    /**
     * What falls due: texts that the policy keeps no longer, and names on signatures of erased persons whose legal minimum has
     * passed. One entry when anything was deleted.
     *
     * @return whether more may be due
     */
    public boolean expire() {
        return with(tables -> {
            long entries = tables.expire(EXPIRED_AT_ONCE);
            long names = 0;
            for (UUID erasure : tables.unfinishedErasures()) {
                names += eraseUnlessHeld(tables, erasure);
            }
            if (entries > 0 || names > 0) {
                audit.append(
                        Actor.system("ledger-retention", Ids.next().toString()),
                        AuditEvent.of(
                                        "disclosures.expired",
                                        new Subject("ledger", ledger.key().name()))
                                .fact("entries", entries)
                                .fact("names", names)
                                .fact("days", tables.retention(minimumDays()).days())
                                .build());
            }
            return entries == EXPIRED_AT_ONCE;
        });
    }

    /** A hold that was placed after the erasure keeps what is left: nothing to do until it is released. */
    private long eraseUnlessHeld(CustodyTables tables, UUID erasure) throws SQLException {
        boolean held = tables.holds().stream().anyMatch(hold -> hold.releasedAt() == null);
        return held ? 0 : erase(tables, erasure);
    }

    private int minimumDays() {
        return ledger.minimumRetentionDays();
    }

    private static AuditEvent.Builder event(String action, String kind, String id, String reason) {
        return AuditEvent.of(action, new Subject(kind, id)).disclose("reason", reason);
    }

    private <T> T with(Work<T> work) {
        try {
            return work.on(new CustodyTables(ledger.dataSource()));
        } catch (SQLException failed) {
            throw new IllegalStateException("The custody of texts failed", failed);
        }
    }
}
