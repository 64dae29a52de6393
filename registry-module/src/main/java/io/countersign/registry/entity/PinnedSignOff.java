package io.countersign.registry.entity;

import io.countersign.registry.RequiredSignOff;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A sign-off that a pinned demand asks for. */
@Embeddable
public class PinnedSignOff {
    private String role;
    private String meaning;
    private int count;
    private int round;

    @Column(name = "validity_days")
    private int validityDays;

    @Column(name = "max_authentication_age")
    private int maxAuthenticationAge;

    @SuppressWarnings("NullAway.Init")
    protected PinnedSignOff() {}

    PinnedSignOff(RequiredSignOff required) {
        this.role = required.role();
        this.meaning = required.meaning();
        this.count = required.count();
        this.round = required.round();
        this.validityDays = required.validityDays();
        this.maxAuthenticationAge = required.maxAuthenticationAgeSeconds();
    }

    RequiredSignOff required() {
        return new RequiredSignOff(role, meaning, count, round, validityDays, maxAuthenticationAge);
    }
}
