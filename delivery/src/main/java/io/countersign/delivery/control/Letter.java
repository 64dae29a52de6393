package io.countersign.delivery.control;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as operators see it; not its payload, which is between the module and the receiver.
 *
 * @param state {@code pending}, {@code delivered} or {@code dead}
 * @param attempts how many attempts there were, the present one included
 * @param dueAt when a pending message is tried next, or its present attempt's claim ends
 * @param settledAt when it was delivered or given up
 * @param log the attempts in order; empty in listings
 */
public record Letter(
        UUID id,
        String channel,
        String destination,
        Instant postedAt,
        String state,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Instant settledAt,
        List<Attempt> log) {

    /**
     * One attempt.
     *
     * @param outcome {@code delivered}, {@code failed}, {@code given-up}; null while under way, or when the node died
     * @param reason why it failed, in the channel's words
     */
    public record Attempt(
            int number,
            String node,
            Instant beganAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String reason) {}

    Letter with(List<Attempt> attemptsInOrder) {
        return new Letter(
                id, channel, destination, postedAt, state, attempts, dueAt, settledAt, List.copyOf(attemptsInOrder));
    }
}
