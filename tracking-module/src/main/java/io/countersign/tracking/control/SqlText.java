package io.countersign.tracking.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of SQL with the arguments of its question marks, in their order. */
public final class SqlText {
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> arguments = new ArrayList<>();

    /** Puts text of ours at the end; what a client sent goes into the arguments. */
    public SqlText add(String more, @Nullable Object... moreArguments) {
        text.append(more);
        arguments.addAll(Arrays.asList(moreArguments));
        return this;
    }

    public SqlText add(SqlText more) {
        text.append(more.text);
        arguments.addAll(more.arguments);
        return this;
    }

    public String text() {
        return text.toString();
    }

    @Nullable
    public Object[] arguments() {
        return arguments.toArray();
    }
}
