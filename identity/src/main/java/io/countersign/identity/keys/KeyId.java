package io.countersign.identity.keys;

import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import java.util.UUID;

/** Identity of a key; public, unlike its secret. */
public record KeyId(UUID value) {

    static KeyId next() {
        return new KeyId(Ids.next());
    }

    /** @throws ProblemException (invalid) when the text is no id */
    static KeyId parse(String text) {
        try {
            return new KeyId(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.invalid("\"" + text + "\" is not the id of a key");
        }
    }

    /** The subject of calls made with it. */
    String subject() {
        return "key:" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
