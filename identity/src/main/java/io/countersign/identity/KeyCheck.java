package io.countersign.identity;

import io.countersign.platform.actor.Caller;

/** What became of a key that somebody presented. */
public sealed interface KeyCheck {

    /** The key is good; this is who calls. */
    record Accepted(Caller caller) implements KeyCheck {}

    /** The key is not good; the reason may be told to who presented it. */
    record Refused(String reason) implements KeyCheck {}
}
