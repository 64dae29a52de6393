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
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The ledger of this node: its parts, put together from the settings. */
@ApplicationScoped
public class LedgerRuntime {
    private static final int BATCH = 2_000;
    private static final int TEN_YEARS = 3_653;
    private static final int INDEX_BATCH = 1_000;
    private static final int PRELOADED_AT_ONCE = 50_000;

    /** Some three gigabytes of leaves, nodes and their indexes. */
    private static final String PRELOADED = "20000000";

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

    @SuppressWarnings("NullAway.Init")
    private Publisher publisher;

    @SuppressWarnings("NullAway.Init")
    private TreePreload preload;

    private int witnesses;
    private final Horizon horizon = new Horizon(clock);

    @PostConstruct
    void assemble() {
        try {
            new Epochs(dataSource).begin();
            LedgerKeys keys = new LedgerKeys(settings, clock);
            NoteSigner signer = keys.present(origin());
            key = signer.verifier();
            Path directory = Path.of(settings.required("countersign.checkpoint.dir"));
            Optional<NoteSigner> previous = keys.previous();
            if (previous.isPresent()) {
                new KeyChange(dataSource, directory, clock).over(previous.get(), signer);
            }
            Sequencer sequencer = new Sequencer(dataSource, checkpoints(signer, directory), BATCH);
            loop = new SequencerLoop(sequencer, progress, INTERVAL);
            List<RemoteSink> sinks = new RemoteSinks(settings, dataSource, clock).configured(key.name());
            witnesses =
                    (int) sinks.stream().filter(WitnessSink.class::isInstance).count();
            publisher = new Publisher(dataSource, sinks, clock);
            preload = new TreePreload(
                    dataSource,
                    Long.parseLong(
                            settings.text("countersign.ledger.preload.leaves").orElse(PRELOADED)),
                    PRELOADED_AT_ONCE);
        } catch (IOException | GeneralSecurityException | SQLException failed) {
            throw new IllegalStateException("The ledger cannot begin: " + failed.getMessage(), failed);
        }
    }

    /** Name of a log that begins now: unlike any other, unless the operator gives it one. */
    private String origin() {
        return settings.text("countersign.ledger.origin")
                .orElseGet(() -> "countersign/" + UUID.randomUUID().toString().substring(0, 8));
    }

    private CheckpointSigner checkpoints(NoteSigner signer, Path directory) {
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

    Publisher publisher() {
        return publisher;
    }

    TreePreload preload() {
        return preload;
    }

    /** The work that is done beside sequencing, each in a thread of its own. */
    List<Chore> chores() {
        SearchIndex index = new SearchIndex(dataSource, INDEX_BATCH);
        return List.of(
                new Chore("publishing checkpoints", Duration.ofSeconds(2), () -> {
                    publisher.round();
                    return false;
                }),
                new Chore("indexing entries for search", Duration.ofSeconds(1), index::round),
                new Chore("reading the tree", Duration.ofSeconds(10), preload::round),
                new Chore("watching the horizon", Duration.ofSeconds(5), () -> {
                    horizon.look(dataSource);
                    return false;
                }));
    }

    Horizon horizon() {
        return horizon;
    }

    /** How many witnesses are configured. */
    int witnesses() {
        return witnesses;
    }

    /** How long names and texts must be kept at least: ten years unless set otherwise (EU AI Act, Article 18). */
    int minimumRetentionDays() {
        return settings.text("countersign.ledger.retention.minimum.days")
                .map(Integer::parseInt)
                .orElse(TEN_YEARS);
    }

    Clock clock() {
        return clock;
    }

    /** The public half of the checkpoint signer's key. */
    public VerifierKey key() {
        return key;
    }
}
