package io.countersign.identity.data;

import io.countersign.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text that callers send, as far as it can be stored and printed. */
public final class Text {
    private Text() {}

    /**
     * The text itself.
     *
     * @throws ProblemException (invalid) when it is absent, blank, too long, or holds control characters or broken Unicode
     */
    public static String required(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            throw ProblemException.invalid("The field " + field + " is missing");
        }
        if (text.length() > longest) {
            throw ProblemException.invalid("The field " + field + " is longer than " + longest + " characters");
        }
        boolean storable = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!storable || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw ProblemException.invalid("The field " + field + " holds characters that cannot be printed");
        }
        return text;
    }
}
