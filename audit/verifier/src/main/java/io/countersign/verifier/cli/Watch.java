package io.countersign.verifier.cli;

import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.monitor.Monitor;
import io.countersign.verifier.monitor.RemoteLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code watch URL --key KEY --memory FILE}: follows a log and ends when it did anything but grow. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Follows a log over the network, and ends with exit code 1 when it did anything but grow.")
final class Watch implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Answer answer = new Answer();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Parameters(paramLabel = "URL", description = "Prefix of the log: https://HOST/api/v1/ledger")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(
            names = "--memory",
            required = true,
            paramLabel = "FILE",
            description = "Where the last checkpoint that was seen is kept between looks.")
    @SuppressWarnings("NullAway.Init")
    private Path memory;

    @Option(names = "--interval", defaultValue = "60", description = "Seconds between looks (default: 60).")
    private long interval;

    @Option(names = "--once", description = "Looks once.")
    private boolean once;

    @Option(names = "--witness", paramLabel = "KEY", description = "The key of a witness; may be given several times.")
    private List<String> witnesses = new ArrayList<>();

    @Option(
            names = "--quorum",
            defaultValue = "0",
            description = "How many of the witnesses must have cosigned (default: 0).")
    private int quorum;

    @Override
    public Integer call() {
        return answer.of(() -> {
            List<VerifierKey> known = KeyOptions.keys(witnesses, "--witness");
            Monitor monitor = new Monitor(new RemoteLog(url), keys.trusted(), memory, known, quorum);
            return once ? look(monitor) : follow(monitor);
        });
    }

    /** Looks again and again, until the log did anything but grow. */
    private int follow(Monitor monitor) throws IOException {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
        try {
            looks.scheduleWithFixedDelay(() -> lookUntil(end, monitor), 0, interval, TimeUnit.SECONDS);
            return end.get();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return CountersignVerify.AS_SIGNED;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException unreadable ? unreadable : new IOException(failed.getCause());
        } finally {
            looks.shutdownNow();
        }
    }

    private void lookUntil(CompletableFuture<Integer> end, Monitor monitor) {
        try {
            int code = look(monitor);
            if (code == CountersignVerify.NOT_AS_SIGNED) {
                end.complete(code);
            }
        } catch (IOException | RuntimeException failed) {
            end.completeExceptionally(failed);
        }
    }

    /** While it watches, a log that does not answer is a line and no end: it says nothing about what was signed. */
    private int look(Monitor monitor) throws IOException {
        try {
            Monitor.Look look = monitor.look();
            return answer.verdict(look.sound(), look.message(), look);
        } catch (IOException silent) {
            if (once) {
                throw silent;
            }
            spec.commandLine().getErr().println("No answer: " + silent.getMessage());
            return CountersignVerify.UNREADABLE;
        }
    }
}
