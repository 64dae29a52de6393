package io.countersign.registry.entity;

import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a change of stage.
 *
 * @param actor who did it
 * @param at when
 * @param request the promotion request behind it, null when none was needed
 * @param entry the ledger entry that tells of it
 */
public record Move(Actor actor, Instant at, @Nullable UUID request, EntryId entry) {}
