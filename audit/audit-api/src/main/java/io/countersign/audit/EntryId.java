package io.countersign.audit;

import java.util.UUID;

/** Identity of an audit entry: a UUIDv7, known before the entry has a leaf number. */
public record EntryId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
