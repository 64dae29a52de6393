package io.countersign.platform.web;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A failure as it goes to the log: what callers sent may stand in its text, and must not begin a line of its own. */
final class LoggedFailure extends Throwable {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 20;

    private final String text;

    private LoggedFailure(Throwable failure, int depth) {
        super(null, cause(failure, depth), true, true);
        this.text = failure.getClass().getName() + ": " + LogText.oneLine(String.valueOf(failure.getMessage()));
        setStackTrace(failure.getStackTrace());
        if (depth < DEEPEST) {
            Stream.of(failure.getSuppressed())
                    .map(one -> new LoggedFailure(one, depth + 1))
                    .forEach(this::addSuppressed);
        }
    }

    static LoggedFailure of(Throwable failure) {
        return new LoggedFailure(failure, 0);
    }

    private static @Nullable Throwable cause(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return cause == null || cause == failure || depth >= DEEPEST ? null : new LoggedFailure(cause, depth + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
