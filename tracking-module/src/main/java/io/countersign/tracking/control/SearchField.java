package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.search.Comparison;
import io.countersign.platform.search.Identifier;
import io.countersign.platform.search.Operator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a comparison or an order speaks of.
 *
 * @param key name of the metric, param or tag, or the attribute or dataset property as the client named it
 * @param column column of an attribute, empty for the other kinds
 * @param isNumeric whether it is compared as a number
 */
record SearchField(Kind kind, String key, String column, boolean isNumeric) {

    /** Sorts of things that can be searched by. */
    enum Kind {
        METRIC,
        PARAM,
        TAG,
        ATTRIBUTE,
        DATASET
    }

    private static final Map<String, Kind> ENTITIES = Map.ofEntries(
            Map.entry("metric", Kind.METRIC),
            Map.entry("metrics", Kind.METRIC),
            Map.entry("param", Kind.PARAM),
            Map.entry("params", Kind.PARAM),
            Map.entry("parameter", Kind.PARAM),
            Map.entry("parameters", Kind.PARAM),
            Map.entry("tag", Kind.TAG),
            Map.entry("tags", Kind.TAG),
            Map.entry("attribute", Kind.ATTRIBUTE),
            Map.entry("attributes", Kind.ATTRIBUTE),
            Map.entry("attr", Kind.ATTRIBUTE),
            Map.entry("run", Kind.ATTRIBUTE),
            Map.entry("dataset", Kind.DATASET),
            Map.entry("datasets", Kind.DATASET));

    private static final Set<String> DATASET_KEYS = Set.of("name", "digest", "context");
    private static final Set<Operator> TEXT_OPERATORS =
            EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.LIKE, Operator.ILIKE);
    private static final Set<Operator> LIST_OPERATORS = EnumSet.of(Operator.IN, Operator.NOT_IN);
    private static final Set<Operator> PRESENCE_OPERATORS = EnumSet.of(Operator.IS_NULL, Operator.IS_NOT_NULL);

    /**
     * A kind of thing that is searched for.
     *
     * @param kinds what it can be searched by
     * @param columns column of each attribute name; numeric ones are named {@code …_time} or {@code …_timestamp}
     * @param listed names of attributes that may be compared with a list
     */
    record Vocabulary(Set<Kind> kinds, Map<String, String> columns, Set<String> listed) {

        /** @throws MlflowException for an entity or attribute that it does not have */
        SearchField field(Identifier identifier) {
            String entity = identifier.entity();
            Kind kind = entity == null ? Kind.ATTRIBUTE : ENTITIES.get(entity);
            if (kind == null || !kinds.contains(kind)) {
                throw MlflowException.invalid("Invalid entity type '" + entity + "'. Valid values are " + entities());
            }
            String key = identifier.key();
            if (kind == Kind.DATASET && !DATASET_KEYS.contains(key)) {
                throw MlflowException.invalid(
                        "Invalid dataset key '" + key + "'. Valid values are ['name', 'digest', 'context']");
            }
            if (kind != Kind.ATTRIBUTE) {
                return new SearchField(kind, key, "", kind == Kind.METRIC);
            }
            String column = columns.get(key);
            if (column == null) {
                throw MlflowException.invalid("Invalid attribute key '" + key + "' specified. Valid keys are "
                        + columns.keySet().stream().sorted().toList());
            }
            boolean numeric = column.endsWith("_time") || column.endsWith("_timestamp");
            return new SearchField(kind, key, column, numeric);
        }

        private Object entities() {
            return kinds.stream()
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                    .sorted()
                    .toList();
        }

        /** @throws MlflowException for an operator or operand that does not go with the field */
        SearchField checked(Comparison comparison) {
            SearchField field = field(comparison.identifier());
            Operator operator = comparison.operator();
            if (LIST_OPERATORS.contains(operator)) {
                if (field.kind != Kind.DATASET && !(field.kind == Kind.ATTRIBUTE && listed.contains(field.key))) {
                    throw MlflowException.invalid("Only " + listed + " and datasets support comparison with a list");
                }
            } else if (PRESENCE_OPERATORS.contains(operator)) {
                if (field.kind != Kind.PARAM && field.kind != Kind.TAG) {
                    throw field.invalid(operator);
                }
            } else if (field.isNumeric) {
                field.requireNumber(comparison);
            } else {
                field.requireText(comparison);
            }
            return field;
        }
    }

    private void requireNumber(Comparison comparison) {
        if (comparison.operator() == Operator.LIKE || comparison.operator() == Operator.ILIKE) {
            throw invalid(comparison.operator());
        }
        if (!comparison.operand().isNumber()) {
            throw MlflowException.invalid("Expected numeric value type for " + key + ". Found "
                    + comparison.operand().text());
        }
    }

    private void requireText(Comparison comparison) {
        if (!TEXT_OPERATORS.contains(comparison.operator())) {
            throw invalid(comparison.operator());
        }
        if (comparison.operand().isNumber()) {
            throw MlflowException.invalid("Expected a quoted string value for " + key + ". Got value "
                    + comparison.operand().text());
        }
    }

    private MlflowException invalid(Operator operator) {
        return MlflowException.invalid("Invalid comparator '" + operator.text() + "' for '" + key + "'");
    }
}
