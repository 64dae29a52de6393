package io.countersign.reports.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One printed value, the only way by which text of data reaches a template.
 *
 * @param text printable text; empty when there is no value
 * @param style how it is set: {@code text}, {@code mono} for digests and ids, {@code number}, {@code passed}, {@code
 *     failed}, {@code empty}
 */
public record Cell(String text, String style) {
    /** What stands where nobody filled a field. */
    public static final Cell EMPTY = new Cell("Not provided", "empty");

    public static Cell of(@Nullable Object value) {
        String text = Printed.value(value);
        return text == null ? EMPTY : new Cell(Glyphs.sans(text), value instanceof Number ? "number" : "text");
    }

    public static Cell mono(@Nullable Object value) {
        String text = Printed.value(value);
        return text == null ? EMPTY : new Cell(Glyphs.mono(text), "mono");
    }

    public static Cell number(@Nullable Object value) {
        String text = Printed.value(value);
        return text == null ? EMPTY : new Cell(Glyphs.mono(text), "number");
    }

    /** A verdict, told by word and sign and only then by colour. */
    public static Cell verdict(@Nullable Object value) {
        String text = Printed.value(value);
        if (text == null) {
            return EMPTY;
        }
        String words = Printed.words(text);
        return switch (words.toLowerCase(Locale.ROOT)) {
            case "passed", "pass", "met", "ok", "yes", "kept" -> new Cell("✓ " + words, "passed");
            default -> new Cell("✗ " + Glyphs.sans(words), "failed");
        };
    }

    public boolean isEmpty() {
        return style.equals("empty");
    }
}
