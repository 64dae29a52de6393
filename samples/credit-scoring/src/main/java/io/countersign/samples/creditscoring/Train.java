package io.countersign.samples.creditscoring;

import io.countersign.samples.client.CallFailed;
import io.countersign.samples.client.CodeVersion;
import io.countersign.samples.client.CommandLineLogging;
import io.countersign.samples.client.KeycloakToken;
import io.countersign.samples.client.Session;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClientException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains credit-scoring models, logs them, registers the best and asks for its promotion. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        sortOptions = false,
        description = {
            "Trains credit-scoring models on the German credit data, logs each as an MLflow run, registers the best by",
            "validation AUC and asks for a stage."
        })
public final class Train implements Callable<Integer> {

    @Option(
            names = "--tracking-uri",
            defaultValue = "${env:MLFLOW_TRACKING_URI:-http://localhost:8080}",
            description = "MLflow tracking URI (MLFLOW_TRACKING_URI; default ${DEFAULT-VALUE})")
    private URI trackingUri = URI.create("http://localhost:8080");

    @Option(
            names = "--token",
            defaultValue = "${env:MLFLOW_TRACKING_TOKEN}",
            description = "Bearer token (MLFLOW_TRACKING_TOKEN); without one, it is fetched from Keycloak")
    private @Nullable String token;

    @Option(
            names = "--token-url",
            defaultValue = "http://localhost:8180/realms/countersign/protocol/openid-connect/token",
            description = "Keycloak's token URL (default ${DEFAULT-VALUE})")
    private URI tokenUrl = URI.create("http://localhost:8180");

    @Option(names = "--client-id", defaultValue = "countersign-cli", description = "Default ${DEFAULT-VALUE}")
    private String clientId = "countersign-cli";

    @Option(names = "--user", description = "Default engineer1; with a given token, who you are on this machine")
    private @Nullable String user;

    @Option(
            names = "--password",
            interactive = true,
            arity = "0..1",
            defaultValue = "${env:COUNTERSIGN_PASSWORD:-countersign}",
            description = "Asked for if no value follows (COUNTERSIGN_PASSWORD; default: that of the demo accounts)")
    private String password = "countersign";

    @Option(
            names = "--model",
            defaultValue = "credit-scoring",
            description = "Name to register as (default ${DEFAULT-VALUE})")
    private String model = "credit-scoring";

    @Option(names = "--stage", defaultValue = "Production", description = "Stage to ask for (default ${DEFAULT-VALUE})")
    private String stage = "Production";

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of split and training (default ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(names = "--git-commit", description = "Commit to log; default: the one checked out here, if any")
    private @Nullable String gitCommit;

    @Option(names = "--dry-run", description = "Train and print, without a server")
    private boolean dryRun;

    /**
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        CommandLineLogging.quiet();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Train()).setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if (failure instanceof CallFailed || failure instanceof MlflowClientException) {
                commandLine
                        .getErr()
                        .println(commandLine.getColorScheme().errorText(String.valueOf(failure.getMessage())));
                return commandLine.getCommandSpec().exitCodeOnExecutionException();
            }
            throw failure;
        });
    }

    @Override
    public Integer call() {
        Training training = new Training(seed, System.out);
        var trained = training.trainAll();
        if (dryRun) {
            return CommandLine.ExitCode.OK;
        }
        try (Session session = session()) {
            String commit =
                    gitCommit != null ? gitCommit : CodeVersion.checkedOut().orElse("");
            training.publish(session, trained, commit, model, stage);
        }
        return CommandLine.ExitCode.OK;
    }

    private Session session() {
        String given = token;
        if (given != null && !given.isBlank()) {
            String who = Objects.requireNonNullElse(user, System.getProperty("user.name"));
            return Session.open(trackingUri, who, () -> given);
        }
        String who = Objects.requireNonNullElse(user, "engineer1");
        return Session.open(trackingUri, who, new KeycloakToken(tokenUrl, clientId, who, password));
    }
}
