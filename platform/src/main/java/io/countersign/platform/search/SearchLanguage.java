package io.countersign.platform.search;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.search.SearchGrammarParser.ComparisonContext;
import io.countersign.platform.search.SearchGrammarParser.IdentifierContext;
import io.countersign.platform.search.SearchGrammarParser.MembershipContext;
import io.countersign.platform.search.SearchGrammarParser.OrderContext;
import io.countersign.platform.search.SearchGrammarParser.PatternContext;
import io.countersign.platform.search.SearchGrammarParser.PresenceContext;
import io.countersign.platform.search.SearchGrammarParser.RelationContext;
import io.countersign.platform.search.SearchGrammarParser.TextContext;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads MLflow's search language (MLflow documentation, "Search Runs"; grammar in {@code SearchGrammar.g4}): comparisons
 * joined by AND, no OR, no parentheses. Which entities, keys and operators make sense is for the caller to say.
 */
public final class SearchLanguage {
    /** Longer than any client makes; bounds the work of parsing. */
    private static final int MAX_LENGTH = 100_000;

    /** More than any person writes; bounds the work of planning what becomes of it. */
    private static final int MAX_COMPARISONS = 100;

    private SearchLanguage() {}

    /**
     * The comparisons of a filter; none for an empty text.
     *
     * @throws MlflowException (invalid parameter value) for what is not in the language, with the place
     */
    public static List<Comparison> filter(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<ComparisonContext> found = parser(text, "filter string").filter().comparison();
        if (found.size() > MAX_COMPARISONS) {
            throw MlflowException.invalid("Invalid filter string: more than " + MAX_COMPARISONS + " comparisons");
        }
        return found.stream().map(SearchLanguage::comparison).toList();
    }

    /**
     * One item of an order.
     *
     * @throws MlflowException (invalid parameter value) for what is not in the language
     */
    public static OrderItem order(String text) {
        OrderContext item = parser(text, "order_by clause").order();
        return new OrderItem(identifier(item.identifier()), item.DESC() != null);
    }

    private static Comparison comparison(ComparisonContext comparison) {
        if (comparison instanceof RelationContext relation) {
            TextContext text = relation.value().text();
            Operand operand = text == null ? new Operand(relation.value().getText(), true) : operand(text);
            return new Comparison(
                    identifier(relation.identifier()), relation(relation.operator.getType()), List.of(operand));
        }
        if (comparison instanceof PatternContext pattern) {
            boolean like = pattern.operator.getType() == SearchGrammarParser.LIKE;
            return new Comparison(
                    identifier(pattern.identifier()),
                    like ? Operator.LIKE : Operator.ILIKE,
                    List.of(operand(pattern.text())));
        }
        if (comparison instanceof MembershipContext membership) {
            return new Comparison(
                    identifier(membership.identifier()),
                    membership.NOT() == null ? Operator.IN : Operator.NOT_IN,
                    membership.text().stream().map(SearchLanguage::operand).toList());
        }
        PresenceContext presence = (PresenceContext) comparison;
        return new Comparison(
                identifier(presence.identifier()),
                presence.NOT() == null ? Operator.IS_NULL : Operator.IS_NOT_NULL,
                List.of());
    }

    private static Operator relation(int token) {
        return switch (token) {
            case SearchGrammarParser.EQ -> Operator.EQUAL;
            case SearchGrammarParser.NE -> Operator.NOT_EQUAL;
            case SearchGrammarParser.GT -> Operator.GREATER;
            case SearchGrammarParser.GE -> Operator.GREATER_OR_EQUAL;
            case SearchGrammarParser.LT -> Operator.LESS;
            default -> Operator.LESS_OR_EQUAL;
        };
    }

    private static Identifier identifier(IdentifierContext identifier) {
        List<String> words =
                identifier.WORD().stream().map(TerminalNode::getText).toList();
        if (identifier.quoted() == null) {
            String all = String.join(" ", words);
            int dot = all.indexOf('.');
            return dot < 0 ? named(null, all) : named(all.substring(0, dot), all.substring(dot + 1));
        }
        String key = unquoted(identifier.quoted().getText());
        if (words.isEmpty()) {
            return named(null, key);
        }
        String entity = words.get(0);
        if (entity.indexOf('.') != entity.length() - 1) {
            throw MlflowException.invalid("Invalid clause(s) in filter string: '" + identifier.getText() + "'");
        }
        return named(entity.substring(0, entity.length() - 1), key);
    }

    private static Identifier named(@Nullable String entity, String key) {
        if (key.isBlank()) {
            throw MlflowException.invalid(
                    "Invalid identifier '" + (entity == null ? "" : entity + ".") + key + "': the key is missing");
        }
        return new Identifier(entity, checked(key));
    }

    private static Operand operand(TextContext text) {
        return new Operand(checked(unquoted(text.getText())), false);
    }

    private static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String checked(String text) {
        if (text.codePoints().anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            throw MlflowException.invalid(
                    "Invalid filter string: it contains a NUL character or half of a surrogate pair");
        }
        return text;
    }

    private static SearchGrammarParser parser(String text, String what) {
        if (text.length() > MAX_LENGTH) {
            throw MlflowException.invalid("Invalid " + what + ": longer than " + MAX_LENGTH + " characters");
        }
        SearchGrammarLexer lexer = new SearchGrammarLexer(CharStreams.fromString(text));
        SearchGrammarParser parser = new SearchGrammarParser(new CommonTokenStream(lexer));
        Refusal refusal = new Refusal(what);
        lexer.removeErrorListeners();
        lexer.addErrorListener(refusal);
        parser.removeErrorListeners();
        parser.addErrorListener(refusal);
        return parser;
    }

    private static final class Refusal extends BaseErrorListener {
        private final String what;

        Refusal(String what) {
            this.what = what;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object symbol,
                int line,
                int column,
                String message,
                RecognitionException cause) {
            throw MlflowException.invalid("Invalid clause(s) in " + what + " at character " + column + ": " + message);
        }
    }
}
