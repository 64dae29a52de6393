package io.countersign.registry.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.search.Comparison;
import io.countersign.platform.search.Identifier;
import io.countersign.platform.search.Operand;
import io.countersign.platform.search.Operator;
import io.countersign.platform.search.SearchLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter over models or versions as SQL conditions; names and values are always arguments, never text of the statement.
 * A tag that is not there never matches, not even {@code !=}; the one exception is MLflow 3's tag that marks prompts,
 * whose absence means "not a prompt", and prompts are found only by who asks for them.
 */
final class RegistryFilter {
    static final String IS_PROMPT = "mlflow.prompt.is_prompt";
    /** Characters of a tag's value that a term and an index hold. */
    private static final int HEAD = 200;

    private static final Set<String> TAG = Set.of("tag", "tags");
    private static final Set<String> ATTRIBUTE = Set.of("attribute", "attributes", "attr");

    private final SearchedKind kind;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();
    private boolean speaksOfPrompts;

    private RegistryFilter(SearchedKind kind) {
        this.kind = kind;
    }

    /** @throws MlflowException (invalid parameter) for what is not in the language, or compares what cannot be compared */
    static RegistryFilter parse(SearchedKind kind, @Nullable String text) {
        RegistryFilter filter = new RegistryFilter(kind);
        SearchLanguage.filter(text == null ? "" : text).forEach(filter::add);
        if (kind.hidesPrompts() && !filter.speaksOfPrompts) {
            filter.notPrompt("= ?", "true");
        }
        return filter;
    }

    /** Conditions, each beginning with AND. */
    String sql() {
        return sql.toString();
    }

    List<Object> arguments() {
        return List.copyOf(arguments);
    }

    private void add(Comparison comparison) {
        Identifier identifier = comparison.identifier();
        if (identifier.entity() != null && TAG.contains(identifier.entity())) {
            tag(comparison);
        } else if (identifier.entity() == null || ATTRIBUTE.contains(identifier.entity())) {
            attribute(comparison);
        } else {
            throw MlflowException.invalid(
                    "Invalid entity type '" + identifier.entity() + "'. Valid entity types are attributes and tags");
        }
    }

    private void tag(Comparison comparison) {
        String key = comparison.identifier().key();
        if (comparison.operands().size() != 1 || comparison.operator().isOrdering() || isMembership(comparison)) {
            throw invalidOperator(comparison);
        }
        String value = text(comparison);
        if (key.equals(IS_PROMPT)) {
            speaksOfPrompts = true;
            if (comparison.operator() == Operator.NOT_EQUAL) {
                notPrompt("= ?", value);
                return;
            }
        }
        boolean equal = comparison.operator() == Operator.EQUAL;
        String terms = kind.tagTerms();
        if (equal && terms != null) {
            condition(terms + " @> ARRAY[?]::text[]", key + "=" + beginning(value));
            if (value.codePointCount(0, value.length()) < HEAD) {
                return;
            }
        }
        sql.append(" AND EXISTS (SELECT 1 FROM ").append(kind.tagTable()).append(" t.key = ?");
        arguments.add(key);
        if (equal && terms == null) {
            // The beginning is what the index holds.
            sql.append(" AND left(t.value, 200) = left(?, 200)");
            arguments.add(value);
        }
        sql.append(" AND t.value ").append(comparison.operator().text()).append(" ?)");
        arguments.add(value);
    }

    /** What a term of a tag holds of its value; of a value as long as that it may not be all. */
    private static String beginning(String value) {
        return value.codePointCount(0, value.length()) < HEAD
                ? value
                : value.substring(0, value.offsetByCodePoints(0, HEAD));
    }

    private void notPrompt(String operator, String value) {
        sql.append(" AND NOT EXISTS (SELECT 1 FROM ").append(kind.tagTable()).append(" t.key = ? AND t.value ");
        sql.append(operator).append(')');
        arguments.add(IS_PROMPT);
        arguments.add(value);
    }

    private void attribute(Comparison comparison) {
        String name = comparison.identifier().key();
        SearchedKind.Attribute attribute = kind.attributes().get(name);
        if (attribute == null) {
            throw MlflowException.invalid("Invalid attribute key '" + name + "' specified. Valid keys are "
                    + kind.attributes().keySet().stream().sorted().toList());
        }
        if (isMembership(comparison)) {
            if (!attribute.membership()) {
                throw invalidOperator(comparison);
            }
            String[] values = comparison.operands().stream().map(Operand::text).toArray(String[]::new);
            boolean in = comparison.operator() == Operator.IN;
            condition(attribute.column() + (in ? " = ANY (?)" : " <> ALL (?)"), values);
        } else if (comparison.operands().size() != 1) {
            throw invalidOperator(comparison);
        } else if (attribute.numeric()) {
            numeric(comparison, attribute);
        } else if (comparison.operator().isOrdering()) {
            throw invalidOperator(comparison);
        } else {
            condition(attribute.column() + " " + comparison.operator().text() + " ?", text(comparison));
        }
    }

    private void numeric(Comparison comparison, SearchedKind.Attribute attribute) {
        if (comparison.operator() == Operator.LIKE || comparison.operator() == Operator.ILIKE) {
            throw invalidOperator(comparison);
        }
        if (!comparison.operand().isNumber()) {
            throw MlflowException.invalid(
                    "Expected numeric value type for " + comparison.identifier().key() + ". Found "
                            + comparison.operand().text());
        }
        condition(
                attribute.column() + " " + comparison.operator().text() + " ?",
                Double.valueOf(comparison.operand().text()));
    }

    private void condition(String condition, Object argument) {
        sql.append(" AND ").append(condition);
        arguments.add(argument);
    }

    private static boolean isMembership(Comparison comparison) {
        return comparison.operator() == Operator.IN || comparison.operator() == Operator.NOT_IN;
    }

    private static String text(Comparison comparison) {
        if (comparison.operand().isNumber()) {
            throw MlflowException.invalid(
                    "Parameter value is either not quoted or unidentified quote types used for string value "
                            + comparison.operand().text());
        }
        return comparison.operand().text();
    }

    private static MlflowException invalidOperator(Comparison comparison) {
        return MlflowException.invalid(
                "Invalid comparator '" + comparison.operator().text() + "' for '"
                        + comparison.identifier().key() + "'");
    }
}
