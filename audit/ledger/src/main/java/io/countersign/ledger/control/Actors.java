package io.countersign.ledger.control;

import io.countersign.platform.actor.Actor;
import io.countersign.verifier.EntryActor;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What of an actor is hashed, and what stands beside the entry because it names a person or their device. */
final class Actors {
    /** Beginning of the names of disclosures that speak of the actor. */
    static final String PREFIX = "actor.";

    private Actors() {}

    static EntryActor hashed(Actor actor) {
        return new EntryActor(
                wireName(actor.kind()),
                actor.subject(),
                actor.client(),
                wireName(actor.authentication().method()),
                actor.authentication().acr(),
                actor.authentication().authTime(),
                actor.accountable());
    }

    static Map<String, String> disclosed(Actor actor) {
        Map<String, String> disclosed = new TreeMap<>();
        disclosed.put(PREFIX + "name", actor.displayName());
        String address = actor.clientAddress();
        if (address != null) {
            disclosed.put(PREFIX + "address", address);
        }
        return disclosed;
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
