package io.countersign.registry.inventory;

/**
 * A person with a duty.
 *
 * @param subject identifier in the identity provider; empty when only a name is known
 * @param name printed name
 */
public record Holder(String subject, String name) {
    public Holder {
        subject = subject == null ? "" : subject;
        name = name == null ? "" : name;
    }
}
