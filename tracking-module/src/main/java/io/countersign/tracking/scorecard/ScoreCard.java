package io.countersign.tracking.scorecard;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is there to reproduce a run by.
 *
 * @param items always the same ones, in the same order
 */
public record ScoreCard(List<Item> items) {
    public ScoreCard {
        items = List.copyOf(items);
    }

    /** How far an item is there. */
    public enum State {
        PRESENT,
        PARTIAL,
        MISSING;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing that a run needs.
     *
     * @param name stable, for programs
     * @param title for people
     * @param advice what to log so that it becomes present; null when it is
     * @param found what was found of it
     */
    public record Item(
            String name,
            String title,
            State state,
            @Nullable String advice,
            List<Found> found) {
        public Item {
            found = List.copyOf(found);
        }
    }

    /**
     * One piece, and where it was read.
     *
     * @param source in words that lead there: {@code tag mlflow.source.git.commit}
     * @param link address at the forge, null when there is none
     */
    public record Found(
            String what,
            String value,
            String source,
            @Nullable String link) {
        Found(String what, String value, String source) {
            this(what, value, source, null);
        }
    }

    /** Number of items that are wholly there. */
    public int present() {
        return (int)
                items.stream().filter(item -> item.state() == State.PRESENT).count();
    }
}
