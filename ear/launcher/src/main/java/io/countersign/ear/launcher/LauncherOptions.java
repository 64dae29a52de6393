package io.countersign.ear.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What all commands know: where the checkout, the state and the ports are. */
final class LauncherOptions {
    @Option(
            names = "--port-offset",
            defaultValue = "${COUNTERSIGN_PORT_OFFSET:-0}",
            description = "shifts all ports: 8080, 9990, 8180 and 5433")
    int portOffset;

    @Option(names = "--checkout", hidden = true, required = true)
    Path checkout = Path.of(".");

    StateFolder state() {
        String home = System.getenv("COUNTERSIGN_HOME");
        return StateFolder.at(home == null || home.isBlank() ? checkout.resolve(".countersign") : Path.of(home));
    }

    Parts installationParts() {
        return Parts.in(checkout.toAbsolutePath().normalize());
    }

    Installation installation(StateFolder state, boolean unguarded, Progress progress) {
        return new Installation(
                state, installationParts(), Ports.standard(portOffset), unguarded, System.getenv(), progress);
    }
}
