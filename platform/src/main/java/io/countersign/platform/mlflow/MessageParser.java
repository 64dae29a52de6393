package io.countersign.platform.mlflow;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A body as nearly every client writes it, read in one go: names in snake_case or camelCase, {@code run_uuid} as the old name
 * of a {@code run_id} that may follow. Fails on what needs a second look, such as nulls: that is {@link MlflowJson}'s.
 */
final class MessageParser extends JsonParserDelegate {
    private static final String RUN_ID = "run_id";
    private static final String OLD_RUN_ID = "run_uuid";

    /** Names that stand as they are, found again without a look at their letters; one a place, the last wins. */
    private final @Nullable String[] plain = new String[32];

    private final BitSet hasRunId = new BitSet();
    private int depth;
    private @Nullable String name;

    MessageParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        return seen(super.nextToken());
    }

    /** As the other parsers have it: a name that stands where it is expected is compared byte by byte and not taken apart. */
    @Override
    public boolean nextFieldName(SerializableString expected) throws IOException {
        String plainName = expected.getValue();
        if (plainName.equals(RUN_ID) || plainName.equals(OLD_RUN_ID)) {
            return super.nextFieldName(expected);
        }
        if (delegate.nextFieldName(expected)) {
            name = null;
            return true;
        }
        return seen(delegate.currentToken()) == JsonToken.FIELD_NAME && plainName.equals(currentName());
    }

    private @Nullable JsonToken seen(@Nullable JsonToken token) throws IOException {
        name = null;
        if (token == JsonToken.START_OBJECT) {
            hasRunId.clear(++depth);
        } else if (token == JsonToken.END_OBJECT) {
            depth--;
        } else if (token == JsonToken.FIELD_NAME) {
            name = known(super.currentName());
        } else if (token == JsonToken.VALUE_NULL) {
            throw new JsonParseException(this, "a null");
        }
        return token;
    }

    private String known(String written) throws JsonParseException {
        int place = written.hashCode() & plain.length - 1;
        if (written.equals(plain[place])) {
            return written;
        }
        String snake =
                isSnake(written) ? written : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(written);
        if (snake.equals(OLD_RUN_ID) && !hasRunId.get(depth)) {
            return RUN_ID;
        }
        if (snake.equals(RUN_ID)) {
            hasRunId.set(depth);
        } else if (snake.equals(written) && !snake.equals(OLD_RUN_ID)) {
            plain[place] = written;
        }
        return snake;
    }

    private static boolean isSnake(String written) {
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '_' || i == 0)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable String currentName() throws IOException {
        return name == null ? super.currentName() : name;
    }

    @Override
    @Deprecated
    public @Nullable String getCurrentName() throws IOException {
        return currentName();
    }

    @Override
    public String getText() throws IOException {
        return name == null ? super.getText() : name;
    }

    /** Stays on the unknown field's beginning, so that its nulls are no reason to look twice. */
    @Override
    public JsonParser skipChildren() throws IOException {
        boolean object = currentToken() == JsonToken.START_OBJECT;
        super.skipChildren();
        if (object) {
            depth--;
        }
        return this;
    }
}
