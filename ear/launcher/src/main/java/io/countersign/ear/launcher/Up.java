package io.countersign.ear.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code countersign up}: starts everything, tells where it is, and stays until it is told to stop. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts Countersign; Ctrl-C stops it.")
final class Up implements Callable<Integer> {
    @Mixin
    LauncherOptions options = new LauncherOptions();

    @Option(names = "--detach", description = "returns when everything is ready; \"down\" stops it")
    boolean detach;

    @Option(names = "--fresh", description = "without the data of earlier starts: they are deleted")
    boolean fresh;

    @Option(
            names = "--demo",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            description = "loads the demonstration data into an empty installation (default: true)")
    boolean demo;

    @Option(
            names = "--unguarded",
            description =
                    "no stage and no alias is guarded and versions come from any remote place, as in MLflow's own registry")
    boolean unguarded;

    @Override
    public Integer call() throws InterruptedException {
        if (detach) {
            return Detached.start(this);
        }
        StateFolder state = options.state();
        LauncherProcess.requireNone(state);
        if (fresh) {
            Leftovers.stop(state, new Progress(System.out));
            PostgresServer.stopLeftover(state);
            state.clear();
        }
        LauncherProcess self = LauncherProcess.register(state);
        Instant begin = Instant.now();
        Progress progress = new Progress(System.out);
        Installation installation = options.installation(state, unguarded, progress);
        CountDownLatch stopped = stopOnSignal(installation, self);
        installation.start();
        loadDemo(installation, state, progress);
        self.ready();
        Welcome.print(installation, System.out);
        System.out.printf(
                Locale.ROOT,
                "Ready after %.1f s.%n",
                Duration.between(begin, Instant.now()).toMillis() / 1000.0);
        stopped.await();
        return 0;
    }

    private void loadDemo(Installation installation, StateFolder state, Progress progress) {
        DemoData data = new DemoData(state, options.installationParts().demonstration());
        KeycloakServer keycloak = installation.keycloak();
        if (!demo || unguarded || keycloak == null || data.isLoaded() || !data.isBuilt()) {
            return;
        }
        progress.say("Loading the demonstration data");
        data.load(installation.publicUrl(), keycloak.issuer() + "/protocol/openid-connect/token");
    }

    private static CountDownLatch stopOnSignal(Installation installation, LauncherProcess self) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            System.out.println();
                            installation.close();
                            self.forget();
                            stopped.countDown();
                        },
                        "stop"));
        return stopped;
    }
}
