package io.countersign.ledger.boundary;

import io.countersign.ledger.control.EntryFilter;
import io.countersign.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The query parameters that choose entries. */
public class FilterParams {
    @QueryParam("subjectKind")
    @Nullable
    String subjectKind;

    @QueryParam("subjectId")
    @Nullable
    String subjectId;

    @QueryParam("action")
    @Nullable
    String action;

    @QueryParam("actor")
    @Nullable
    String actor;

    @QueryParam("since")
    @Nullable
    String since;

    @QueryParam("until")
    @Nullable
    String until;

    /** @throws ProblemException (invalid) for a time that is none */
    EntryFilter filter() {
        return filter(null);
    }

    EntryFilter filter(@Nullable String text) {
        return new EntryFilter(subjectKind, subjectId, action, actor, time("since", since), time("until", until), text);
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException noTime) {
            throw ProblemException.invalid(name + " is a time in the form 2026-11-23T09:00:00Z, not \"" + text + "\"");
        }
    }
}
