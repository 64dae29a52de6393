package io.countersign.tracking.view;

import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.entity.Lifecycle;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Query parameters of the own API. */
public final class Parameters {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;

    private Parameters() {}

    /** Size of a page. @throws ProblemException (invalid) for what is no number from 1 to 1,000 */
    public static int pageSize(@Nullable String text) {
        return number("maxResults", text, PAGE, 1, LARGEST_PAGE);
    }

    /** @throws ProblemException (invalid) for what is no number within the bounds */
    public static int number(String name, @Nullable String text, int otherwise, int least, int most) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw ProblemException.invalid(name + " is a number from " + least + " to " + most + ": " + text);
        }
        return number;
    }

    static Set<Lifecycle> lifecycles(@Nullable String view) {
        return switch (view == null || view.isEmpty() ? "active" : view) {
            case "active" -> EnumSet.of(Lifecycle.ACTIVE);
            case "deleted" -> EnumSet.of(Lifecycle.DELETED);
            case "all" -> EnumSet.allOf(Lifecycle.class);
            default -> throw ProblemException.invalid("view is active, deleted or all: " + view);
        };
    }
}
