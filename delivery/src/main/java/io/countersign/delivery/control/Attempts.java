package io.countersign.delivery.control;

import io.countersign.platform.outbox.DeliveryFailed;
import io.countersign.platform.outbox.OutboxChannel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at one message, and what is written down about it. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final OutboxTable table;
    private final Patience patience;
    private final RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");

    Attempts(OutboxTable table, Patience patience) {
        this.table = table;
        this.patience = patience;
    }

    /** Delivers and settles. When settling fails the claim ends by itself and the message is delivered once more. */
    void attempt(OutboxChannel channel, Claim claim) {
        try {
            try {
                channel.deliver(claim.id(), claim.message(), claim.attempt());
                table.delivered(claim);
            } catch (DeliveryFailed failed) {
                settle(claim, String.valueOf(failed.getMessage()), failed.worthRetrying());
            } catch (RuntimeException defect) {
                LOG.error("The channel {} failed on message {}", channel.name(), claim.id(), defect);
                settle(claim, "The channel failed: " + defect.getClass().getSimpleName(), true);
            }
        } catch (SQLException unsettled) {
            LOG.warn("The outcome of message {} cannot be written: {}", claim.id(), unsettled.toString());
        }
    }

    private void settle(Claim claim, String reason, boolean worthRetrying) throws SQLException {
        if (worthRetrying && !patience.endsWith(claim.attempt())) {
            table.failed(claim, reason, waitAfter(claim));
        } else {
            LOG.warn(
                    "Message {} for channel {} is dead",
                    claim.id(),
                    claim.message().channel());
            table.givenUp(claim, reason);
        }
    }

    private synchronized Duration waitAfter(Claim claim) {
        return patience.after(claim.attempt(), chance);
    }
}
