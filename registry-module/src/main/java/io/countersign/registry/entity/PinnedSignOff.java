package io.countersign.registry.entity;

import io.countersign.registry.RequiredSignOff;
import jakarta.persistence.Embeddable;

/** A sign-off that a pinned demand asks for. */
@Embeddable
public class PinnedSignOff {
    private String role;
    private String meaning;
    private int count;

    @SuppressWarnings("NullAway.Init")
    protected PinnedSignOff() {}

    PinnedSignOff(RequiredSignOff required) {
        this.role = required.role();
        this.meaning = required.meaning();
        this.count = required.count();
    }

    RequiredSignOff required() {
        return new RequiredSignOff(role, meaning, count);
    }
}
