package io.countersign.ear.launcher;

/** A part cannot be started or stopped; the message is one sentence for the person at the terminal. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String sentence) {
        super(sentence);
    }

    public StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
