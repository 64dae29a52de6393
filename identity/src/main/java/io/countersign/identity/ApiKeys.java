package io.countersign.identity;

import io.countersign.identity.keys.CheckKey;
import io.countersign.identity.keys.KeySecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** API keys as the door for programs sees them. */
@ApplicationScoped
public class ApiKeys {

    @Inject
    CheckKey checkKey;

    /** Whether somebody meant this text to be a key of ours, good or not. */
    public boolean looksLikeOne(String text) {
        return KeySecret.looksLikeOne(text);
    }

    /**
     * Who calls with this key. The answer may be half a second old.
     *
     * @throws IllegalStateException when it cannot be told at present
     */
    public KeyCheck check(String presented) {
        return checkKey.check(presented);
    }
}
