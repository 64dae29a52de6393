package io.countersign.reports.document;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The printed form of values: never rounded, times in UTC, nothing invented for an absent one. */
final class Printed {
    private static final DateTimeFormatter SECONDS = utc("yyyy-MM-dd HH:mm:ss 'UTC'");
    private static final DateTimeFormatter MILLIS = utc("yyyy-MM-dd HH:mm:ss.SSS 'UTC'");
    private static final DateTimeFormatter MICROS = utc("yyyy-MM-dd HH:mm:ss.SSSSSS 'UTC'");

    private Printed() {}

    /** The text of any evidence value; null when there is none, or when it is blank or an empty list. */
    static @Nullable String value(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text;
        if (value instanceof Instant instant) {
            text = instant(instant);
        } else if (value instanceof Boolean truth) {
            text = truth ? "Yes" : "No";
        } else if (value instanceof Map<?, ?> map) {
            text = person(map);
        } else if (value instanceof Collection<?> list) {
            text = list.stream().map(Printed::value).filter(v -> v != null).collect(Collectors.joining(", "));
        } else {
            text = value.toString();
        }
        return text.isBlank() ? null : text;
    }

    /** A time that arrives as an instant or in RFC 3339 form; anything else as it is. */
    static @Nullable String time(@Nullable Object value) {
        if (value instanceof String text) {
            try {
                return instant(Instant.parse(text));
            } catch (DateTimeParseException notATime) {
                return value(text);
            }
        }
        return value(value);
    }

    /** {@code independent-validation} and {@code PASSED} as words: {@code Independent validation}, {@code Passed}. */
    static String words(String code) {
        String plain = code.matches("[A-Z_]+") ? code.toLowerCase(Locale.ROOT) : code;
        plain = plain.matches("[a-z0-9_-]+") ? plain.replace('-', ' ').replace('_', ' ') : plain;
        return plain.isEmpty() ? plain : plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
    }

    private static String instant(Instant instant) {
        int micros = instant.getNano() / 1000;
        DateTimeFormatter exact = micros == 0 ? SECONDS : micros % 1000 == 0 ? MILLIS : MICROS;
        return exact.format(instant);
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    private static String person(Map<?, ?> map) {
        if (map.get("subject") != null) {
            Object name = map.get("name");
            return name == null ? map.get("subject").toString() : name + " (" + map.get("subject") + ")";
        }
        return map.entrySet().stream()
                .filter(e -> value(e.getValue()) != null)
                .map(e -> e.getKey() + ": " + value(e.getValue()))
                .collect(Collectors.joining("; "));
    }
}
