package io.countersign.registry.control;

import io.countersign.platform.mlflow.MlflowException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A filter of one comparison of an attribute with a string: the part of MLflow's search grammar that is offered. Anything
 * else is refused, never read in part.
 *
 * @param attribute name of the attribute
 * @param operator {@code =}, {@code !=}, {@code like} or {@code ilike}
 * @param value what to compare with
 */
public record Comparison(String attribute, String operator, String value) {
    private static final Pattern FORM = Pattern.compile(
            "\\s*(?:(\\w+)|`(\\w+)`|\"(\\w+)\")\\s*(=|!=|(?<=\\s)I?LIKE(?=\\s))\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*",
            Pattern.CASE_INSENSITIVE);

    /**
     * The comparison; empty for no filter.
     *
     * @throws MlflowException (invalid parameter) for anything but one comparison of an allowed attribute
     */
    public static Optional<Comparison> parse(@Nullable String filter, Set<String> attributes) {
        if (filter == null || filter.isBlank()) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(filter);
        if (!matcher.matches()) {
            throw MlflowException.invalid("Invalid filter \"" + filter
                    + "\": one comparison is supported at present, such as name = 'x' or name LIKE 'x%'");
        }
        String attribute = first(matcher.group(1), matcher.group(2), matcher.group(3));
        if (!attributes.contains(attribute)) {
            throw MlflowException.invalid("Invalid attribute key '" + attribute + "' specified. Valid keys are "
                    + attributes.stream().sorted().toList());
        }
        String operator = matcher.group(4).toLowerCase(Locale.ROOT);
        return Optional.of(new Comparison(attribute, operator, first(matcher.group(5), matcher.group(6))));
    }

    private static String first(@Nullable String... alternatives) {
        for (String alternative : alternatives) {
            if (alternative != null) {
                return alternative;
            }
        }
        throw new IllegalStateException("the pattern has matched none of its alternatives");
    }
}
