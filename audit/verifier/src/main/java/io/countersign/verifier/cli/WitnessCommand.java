package io.countersign.verifier.cli;

import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.witness.Witness;
import io.countersign.verifier.witness.WitnessKeyFile;
import io.countersign.verifier.witness.WitnessServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code witness}: remembers the last tree of the logs that it knows, and cosigns what continues it. */
@Command(
        name = "witness",
        mixinStandardHelpOptions = true,
        description = "Serves the C2SP tlog-witness protocol: cosigns checkpoints that continue the last one.")
final class WitnessCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Answer answer = new Answer();

    @Option(
            names = "--log",
            required = true,
            paramLabel = "KEY",
            description = "The key of a log to witness, or a file that holds it; may be given several times.")
    private List<String> logs = new ArrayList<>();

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "File with the witness's own key; made when it is not there.")
    @SuppressWarnings("NullAway.Init")
    private Path key;

    @Option(
            names = "--name",
            defaultValue = "witness/countersign",
            description = "Name of a key that is made now (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIRECTORY",
            description = "Where it remembers the last trees: on a disk that the log's operator cannot reach.")
    @SuppressWarnings("NullAway.Init")
    private Path state;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (default: 127.0.0.1).")
    @SuppressWarnings("NullAway.Init")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "9300",
            description = "Port to listen on; 0 for any that is free (default: 9300).")
    private int port;

    @Override
    public Integer call() {
        return answer.of(() -> {
            List<VerifierKey> known = KeyOptions.keys(logs, "--log");
            Witness witness = new Witness(signer(), known, state, Clock.systemUTC());
            try (WitnessServer server = new WitnessServer(witness, new InetSocketAddress(host, port))) {
                tell(witness.key().vkey(), "http://" + host + ":" + server.port());
                new CountDownLatch(1).await();
                return CountersignVerify.AS_SIGNED;
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                return CountersignVerify.AS_SIGNED;
            }
        });
    }

    private void tell(String vkey, String address) {
        if (answer.isForPrograms()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("witness", vkey);
            object.put("address", address);
            answer.print(object);
        } else {
            spec.commandLine().getOut().println("Witness " + vkey);
            spec.commandLine().getOut().println("Listens on " + address);
        }
    }

    private NoteSigner signer() throws IOException {
        try {
            return new WitnessKeyFile(key).loadOrGenerate(name);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the witness's key cannot be used: " + unusable.getMessage(), unusable);
        }
    }
}
