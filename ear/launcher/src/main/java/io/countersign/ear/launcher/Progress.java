package io.countersign.ear.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/** One line for each part, with the seconds that it took. */
public final class Progress {
    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    <T> T step(String what, Supplier<T> work) {
        out.printf("%-58s", what);
        out.flush();
        Instant begin = Instant.now();
        try {
            T result = work.get();
            out.printf(
                    Locale.ROOT,
                    "%6.1f s%n",
                    Duration.between(begin, Instant.now()).toMillis() / 1000.0);
            return result;
        } catch (StartFailure failed) {
            out.println(" failed");
            throw failed;
        }
    }

    void step(String what, Runnable work) {
        step(what, () -> {
            work.run();
            return "";
        });
    }

    void say(String line) {
        out.println(line);
    }
}
