package io.countersign.samples.demo;

import io.countersign.samples.client.CallFailed;
import io.countersign.samples.client.CodeVersion;
import io.countersign.samples.client.CommandLineLogging;
import io.countersign.samples.client.Session;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.tracking.MlflowClientException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Fills a server with demonstration data: real trainings, logged and governed through the real API as the demo users. A
 * server that is loaded is left alone; a load that was cut short is carried on.
 */
@Command(
        name = "load-demo",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        description = "Loads demonstration data through the API, as the demo users.")
public final class LoadDemo implements Callable<Integer> {

    private static final String LOADED = "loaded";

    @Parameters(
            index = "0",
            arity = "0..1",
            defaultValue = "http://localhost:8080",
            description = "Tracking URI (default ${DEFAULT-VALUE})")
    private URI trackingUri = URI.create("http://localhost:8080");

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = "http://localhost:8180/realms/countersign/protocol/openid-connect/token",
            description = "Keycloak's token URL (default ${DEFAULT-VALUE})")
    private URI tokenUrl = URI.create("http://localhost:8180");

    /**
     * @param args tracking URI, Keycloak's token URL
     */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        CommandLineLogging.quiet();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LoadDemo()).setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if (failure instanceof CallFailed || failure instanceof MlflowClientException) {
                commandLine.getErr().println("Demonstration data: " + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }

    @Override
    public Integer call() {
        Consumer<String> progress = line -> System.out.println("Demonstration data: " + line);
        try (People people = new People(trackingUri, tokenUrl)) {
            Session engineer = people.as(People.ENGINEER_1);
            if (isLoaded(engineer)) {
                progress.accept("is there already, nothing to do");
                return CommandLine.ExitCode.OK;
            }
            String commit = CodeVersion.checkedOut().orElse("");
            Story story = new Story(people, new Lab(commit, progress), new Governance(people, progress));
            story.creditScoring();
            story.loanAmount();
            story.loanTerm();
            markLoaded(engineer);
            progress.accept("loaded");
        }
        return CommandLine.ExitCode.OK;
    }

    private static boolean isLoaded(Session engineer) {
        return engineer.mlflow()
                .getExperimentByName(Story.CREDIT_SCORING)
                .map(experiment -> experiment.getTagsList().contains(marker()))
                .orElse(false);
    }

    private static void markLoaded(Session engineer) {
        engineer.mlflow().getExperimentByName(Story.CREDIT_SCORING).ifPresent(experiment -> engineer.mlflow()
                .setExperimentTag(experiment.getExperimentId(), marker().getKey(), marker().getValue()));
    }

    private static ExperimentTag marker() {
        return ExperimentTag.newBuilder().setKey(Lab.TAG).setValue(LOADED).build();
    }
}
