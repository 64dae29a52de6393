package io.countersign.platform.outbox;

/**
 * Something to be delivered outside.
 *
 * @param channel name of the {@link OutboxChannel} that delivers it: {@code webhook}, {@code mail}
 * @param destination what the channel needs to find the receiver: an id of a webhook, an e-mail address
 * @param payload what is delivered, in the channel's own form; no secrets
 */
public record OutboxMessage(String channel, String destination, String payload) {
    public OutboxMessage {
        if (channel.isBlank() || destination.isBlank()) {
            throw new IllegalArgumentException("a message has a channel and a destination");
        }
    }
}
