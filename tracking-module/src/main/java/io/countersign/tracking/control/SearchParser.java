package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.control.filter.SearchLanguageLexer;
import io.countersign.tracking.control.filter.SearchLanguageParser;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;

/** Parses MLflow's search language; what is not in the grammar is refused, with the place. */
final class SearchParser {
    /** Longer than any client makes; bounds the work of parsing. */
    private static final int MAX_LENGTH = 100_000;

    private SearchParser() {}

    static SearchLanguageParser.FilterContext filter(String text) {
        return parser(text, "filter string").filter();
    }

    static SearchLanguageParser.OrderContext order(String text) {
        return parser(text, "order_by clause").order();
    }

    private static SearchLanguageParser parser(String text, String what) {
        if (text.length() > MAX_LENGTH) {
            throw MlflowException.invalid("Invalid " + what + ": longer than " + MAX_LENGTH + " characters");
        }
        SearchLanguageLexer lexer = new SearchLanguageLexer(CharStreams.fromString(text));
        SearchLanguageParser parser = new SearchLanguageParser(new CommonTokenStream(lexer));
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
