package io.countersign.ear.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for a condition of a starting part, with a deadline, and gives up at once when its process has ended. */
final class Readiness {
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Readiness() {}

    static void await(String part, Child child, Duration patience, BooleanSupplier ready) {
        Instant deadline = Instant.now().plus(patience);
        while (!ready.getAsBoolean()) {
            child.requireAlive();
            if (Instant.now().isAfter(deadline)) {
                throw new StartFailure(part + " is not ready after " + patience.toSeconds() + " s; its log ends with:\n"
                        + child.logTail());
            }
            pause(child);
        }
    }

    static boolean answers(URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while starting.", interrupted);
        }
    }

    private static void pause(Child child) {
        try {
            child.awaitEnd(INTERVAL);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while starting.", interrupted);
        }
    }
}
