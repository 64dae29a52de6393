package io.countersign.delivery.control;

import io.countersign.platform.outbox.OutboxMessage;
import java.util.UUID;

/**
 * A message taken for one attempt. The claim ends by itself: a node that dies gives it back to all.
 *
 * @param attempt which attempt this is, from 1; also tells this claim from a later one
 */
record Claim(UUID id, OutboxMessage message, int attempt) {}
