package io.countersign.ledger.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of things, by aspect and subject, as the entries make it one after the other. */
final class State {
    /** A value and the entry that gave it. */
    record Value(String text, @Nullable String entryId) {}

    private final Map<String, Map<String, Value>> aspects = new HashMap<>();

    void put(String aspect, String subject, Value value) {
        aspect(aspect).put(subject, value);
    }

    Map<String, Value> aspect(String aspect) {
        return aspects.computeIfAbsent(aspect, unseen -> new TreeMap<>());
    }

    void apply(Told told) {
        Told.Change change = told.change();
        if (change instanceof Told.Set set) {
            if (set.value() == null) {
                aspect(set.aspect()).remove(set.subject());
            } else {
                put(set.aspect(), set.subject(), new Value(set.value(), told.entryId()));
            }
        } else if (change instanceof Told.Renamed renamed) {
            move(EntryFacts.STAGE, renamed.before() + "/", renamed.after() + "/");
            move(EntryFacts.ALIAS, renamed.before() + "@", renamed.after() + "@");
        } else if (change instanceof Told.ModelDeleted deleted) {
            aspect(EntryFacts.STAGE).keySet().removeIf(key -> isOf(key, deleted.model() + "/"));
            aspect(EntryFacts.ALIAS).keySet().removeIf(key -> isOf(key, deleted.model() + "@"));
        } else if (change instanceof Told.VersionDeleted deleted) {
            aspect(EntryFacts.STAGE).remove(deleted.model() + "/" + deleted.version());
            aspect(EntryFacts.ALIAS)
                    .entrySet()
                    .removeIf(each -> isOf(each.getKey(), deleted.model() + "@")
                            && each.getValue().text().equals(deleted.version()));
        }
    }

    private void move(String aspect, String before, String after) {
        Map<String, Value> values = aspect(aspect);
        List<String> moved =
                values.keySet().stream().filter(key -> isOf(key, before)).toList();
        for (String key : moved) {
            Value value = values.remove(key);
            if (value != null) {
                values.put(after + key.substring(before.length()), value);
            }
        }
    }

    /** A model's name may itself hold the mark, so what follows it must not. */
    private static boolean isOf(String key, String prefix) {
        char mark = prefix.charAt(prefix.length() - 1);
        return key.startsWith(prefix) && key.indexOf(mark, prefix.length()) < 0;
    }
}
