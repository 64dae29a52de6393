package io.countersign.ledger.boundary;

import io.countersign.audit.EntryId;
import io.countersign.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids, sizes and opaque tokens of pages of entries, as callers write them. */
final class EntryPages {
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 500;
    private static final String PREFIX = "before:";

    private EntryPages() {}

    static String tokenAfter(EntryId last) {
        byte[] plain = (PREFIX + last).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    static @Nullable EntryId parseToken(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (plain.startsWith(PREFIX)) {
                return new EntryId(UUID.fromString(plain.substring(PREFIX.length())));
            }
        } catch (IllegalArgumentException notOurs) {
            throw invalid(token);
        }
        throw invalid(token);
    }

    static int size(@Nullable Integer maxResults) {
        if (maxResults == null) {
            return DEFAULT_SIZE;
        }
        if (maxResults < 1 || maxResults > LARGEST_SIZE) {
            throw ProblemException.invalid("maxResults is between 1 and " + LARGEST_SIZE);
        }
        return maxResults;
    }

    static EntryId parseId(String text) {
        try {
            return new EntryId(UUID.fromString(text));
        } catch (IllegalArgumentException noUuid) {
            throw ProblemException.invalid("\"" + text + "\" is not the id of a ledger entry");
        }
    }

    private static ProblemException invalid(String token) {
        return ProblemException.invalid("Invalid page token \"" + token + "\"");
    }
}
