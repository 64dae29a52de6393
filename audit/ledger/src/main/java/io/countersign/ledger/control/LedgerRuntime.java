package io.countersign.ledger.control;

import io.countersign.platform.config.Settings;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.VerifierKey;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The ledger of this node: its parts, put together from the settings. */
@ApplicationScoped
public class LedgerRuntime {
    private static final int BATCH = 2_000;
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Clock clock = Clock.systemUTC();
    private final Progress progress = new Progress(clock);

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource dataSource;

    @Inject
    Settings settings;

    @SuppressWarnings("NullAway.Init")
    private VerifierKey key;

    @SuppressWarnings("NullAway.Init")
    private SequencerLoop loop;

    @PostConstruct
    void assemble() {
        try {
            new Epochs(dataSource).begin();
            SigningKeyFile file = new SigningKeyFile(
                    Path.of(settings.required("countersign.ledger.key.file")),
                    settings.required("countersign.ledger.key.password"));
            NoteSigner signer = file.loadOrGenerate(origin(), clock);
            key = signer.verifier();
            loop = new SequencerLoop(new Sequencer(dataSource, checkpoints(signer), BATCH), progress, INTERVAL);
        } catch (IOException | GeneralSecurityException | SQLException failed) {
            throw new IllegalStateException("The ledger cannot begin: " + failed.getMessage(), failed);
        }
    }

    /** Name of a log that begins now: unlike any other, unless the operator gives it one. */
    private String origin() {
        return settings.text("countersign.ledger.origin")
                .orElseGet(() -> "countersign/" + UUID.randomUUID().toString().substring(0, 8));
    }

    private CheckpointSigner checkpoints(NoteSigner signer) {
        Path directory = Path.of(settings.required("countersign.checkpoint.dir"));
        return new CheckpointSigner(
                signer,
                new SignerMemory(directory, signer.verifier()),
                List.of(new CheckpointDirectory(directory, clock)),
                settings.flag("countersign.ledger.adopt.tree", false));
    }

    DataSource dataSource() {
        return dataSource;
    }

    SequencerLoop loop() {
        return loop;
    }

    Progress progress() {
        return progress;
    }

    Clock clock() {
        return clock;
    }

    /** The public half of the checkpoint signer's key. */
    public VerifierKey key() {
        return key;
    }
}
