package io.countersign.ear.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Servers that an earlier launcher started and did not live to stop. PostgreSQL is not among them: it is taken over. */
final class Leftovers {
    private static final List<String> IN_ORDER_OF_STOPPING = List.of(WildFlyServer.PART, KeycloakServer.PART);

    private Leftovers() {}

    static void stop(StateFolder state, Progress progress) {
        for (String part : IN_ORDER_OF_STOPPING) {
            Optional<Child> left = Child.leftover(part, state);
            left.ifPresent(child -> progress.step(
                    "Stopping a leftover " + part + " (process " + child.pid() + ")",
                    () -> child.stop(Duration.ofSeconds(30))));
        }
    }
}
