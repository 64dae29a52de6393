package io.countersign.ear.launcher;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code countersign status}: what runs, and whether it serves. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells what runs; exit code 0 when everything serves, 3 when not.")
final class Status implements Callable<Integer> {
    @Mixin
    LauncherOptions options = new LauncherOptions();

    @Override
    public Integer call() {
        StateFolder state = options.state();
        for (String part : new String[] {"launcher", "postgresql", KeycloakServer.PART, WildFlyServer.PART}) {
            Optional<Child> process = Child.leftover(part, state);
            System.out.printf(
                    "%-12s%s%n",
                    part, process.map(p -> "running, process " + p.pid()).orElse("not running"));
        }
        boolean ready = LauncherProcess.running(state).isPresent()
                && LauncherProcess.isReady(state)
                && Readiness.answers(URI.create(
                        "http://localhost:" + Ports.standard(options.portOffset).management() + "/health/ready"));
        System.out.println(ready ? "ready" : "not ready");
        return ready ? 0 : 3;
    }
}
