package io.countersign.ledger.control;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Commitment;
import io.countersign.verifier.CompactTree;
import io.countersign.verifier.EntryActor;
import io.countersign.verifier.EntryContent;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.NoteSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty ledger with the history of three years, by COPY and not by the sequencer: leaves, nodes and signed checkpoints
 * are what it would have made. Entries hold what those of people's acts hold: mostly runs, some model versions, few promotions.
 */
final class LargeLedger {
    static final int ACTORS = 400;

    /** Actions by how many of a thousand entries they are. */
    private static final Map<String, Integer> ACTIONS = actions();

    private static final Duration SPAN = Duration.ofDays(3 * 365);
    private static final Instant BEGIN = Instant.parse("2023-11-29T00:00:00Z");
    private static final long EPOCH_2000 = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final int SAID = 10;
    private static final int BETWEEN_CHECKPOINTS = 1_000;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long XID = 100;
    private static final String[] ENTRY = {
        "id", "canonical", "xid", "epoch", "at", "action", "subject_kind", "subject_id", "actor", "request_id"
    };
    private static final String[] INDEXES = {
        "entry_sequence", "entry_by_subject", "entry_by_action", "entry_by_actor", "entry_by_time"
    };

    private final BenchDatabase database;
    private final NoteSigner signer;
    private final long leaves;
    private final Random random = new Random(7);
    private final SecureRandom salts = new SecureRandom();

    LargeLedger(BenchDatabase database, NoteSigner signer, long leaves) {
        this.database = database;
        this.signer = signer;
        this.leaves = leaves;
    }

    private static Map<String, Integer> actions() {
        Map<String, Integer> actions = new LinkedHashMap<>();
        actions.put("run.created", 380);
        actions.put("run.ended", 200);
        actions.put("run.sealed", 380);
        actions.put("model-version.created", 20);
        actions.put("model-version.tag-set", 10);
        actions.put("promotion.requested", 5);
        actions.put("sign-off.given", 4);
        actions.put("ledger.exported", 1);
        return actions;
    }

    void fill(Path memory) throws SQLException, IOException {
        for (String index : INDEXES) {
            database.asSuperuser("DROP INDEX ledger." + index);
        }
        database.asSuperuser("ALTER TABLE ledger.disclosure DROP CONSTRAINT disclosure_pkey");
        CompactTree tree = new CompactTree();
        DataSource superuser = database.superuser();
        try (BulkCopy entries = new BulkCopy(superuser, "ledger.entry", ENTRY);
                BulkCopy texts = new BulkCopy(superuser, "ledger.disclosure", "entry_id", "name", "text", "salt");
                BulkCopy leaf = new BulkCopy(superuser, "ledger.leaf", "leaf_index", "entry_id", "leaf_hash");
                BulkCopy nodes = new BulkCopy(superuser, "ledger.node", "level", "node_index", "hash");
                BulkCopy checkpoints = new BulkCopy(superuser, "ledger.checkpoint", "tree_size", "root", "note")) {
            for (long n = 0; n < leaves; n++) {
                append(n, tree, entries, texts, leaf, nodes);
                if (tree.size() % BETWEEN_CHECKPOINTS == 0 || tree.size() == leaves) {
                    checkpoint(tree, checkpoints, tree.size() == leaves ? memory : null);
                }
                if (n % 500_000 == 0) {
                    System.out.println("FILL " + n + " " + Instant.now());
                }
            }
        }
        index();
    }

    private void append(long n, CompactTree tree, BulkCopy entries, BulkCopy texts, BulkCopy leaves, BulkCopy nodes)
            throws IOException {
        Instant at = BEGIN.plusMillis(SPAN.toMillis() * n / this.leaves);
        UUID id = id(at, n);
        String action = action();
        String kind = action.startsWith("run.") ? "run" : action.startsWith("model") ? "model-version" : "promotion";
        String subject = subject(kind, n);
        // few people do much: squared, so that the first ones act the most
        double share = random.nextDouble();
        String actor = "person-" + (int) (share * share * ACTORS);
        Map<String, String> said = said(actor, n);
        Map<String, String> commitments = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : said.entrySet()) {
            byte[] salt = Commitment.newSalt(salts);
            commitments.put(each.getKey(), Commitment.of(salt, each.getKey(), each.getValue()));
            texts.row().uuid(id).text(each.getKey()).text(each.getValue()).bytes(salt);
        }
        EntryContent content = new EntryContent(
                id,
                at,
                new EntryActor("person", actor, "mlflow", "bearer", "1", null, null),
                action,
                kind,
                subject,
                Map.of("digest", Long.toHexString(n * 0x9E3779B97F4A7C15L)),
                commitments,
                "request-" + n,
                null,
                Long.toString(XID),
                1);
        byte[] canonical = canonical(content, n);
        entries.row()
                .uuid(id)
                .bytes(canonical)
                .eight(XID)
                .eight(1)
                .eight(micros(at))
                .text(action)
                .text(kind);
        entries.text(subject).text(actor).text("request-" + n);
        Hash hash = MerkleHash.leaf(canonical);
        leaves.row().eight(n).uuid(id).bytes(hash.bytes());
        List<Object[]> closed = new ArrayList<>(2);
        tree.append(hash, (level, index, node) -> {
            if (level >= TileNodes.TILE_HEIGHT) {
                closed.add(new Object[] {level, index, node});
            }
        });
        for (Object[] node : closed) {
            nodes.row().smallint((Integer) node[0]).eight((Long) node[1]).bytes(((Hash) node[2]).bytes());
        }
    }

    /** By a template, which takes a tenth of the time; held against the real form now and then. */
    private static byte[] canonical(EntryContent content, long n) {
        StringBuilder commitments = new StringBuilder();
        new TreeMap<>(content.commitments())
                .forEach((name, hash) -> commitments.append(",\"%s\":\"%s\"".formatted(name, hash)));
        byte[] canonical = ("{\"action\":\"" + content.action()
                        + "\",\"actor\":{\"auth\":{\"acr\":\"1\",\"method\":\"bearer\"},\"client\":\"mlflow\",\"kind\":\"person\","
                        + "\"subject\":\"" + content.actor().subject() + "\"},\"at\":\"" + MILLIS.format(content.at())
                        + "\",\"commitments\":{" + (commitments.isEmpty() ? "" : commitments.substring(1))
                        + "},\"epoch\":\"1\",\"facts\":{\"digest\":\""
                        + content.facts().get("digest") + "\"},\"id\":\"" + content.id() + "\",\"requestId\":\""
                        + content.requestId() + "\",\"subject\":{\"id\":\"" + content.subjectId() + "\",\"kind\":\""
                        + content.subjectKind() + "\"},\"v\":1,\"xid\":\"" + XID + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        if (n % 50_000 == 0 && !Arrays.equals(canonical, content.canonicalBytes())) {
            throw new IllegalStateException(
                    "the template is not the form of entries: " + new String(canonical, StandardCharsets.UTF_8));
        }
        return canonical;
    }

    private String action() {
        int place = random.nextInt(1_000);
        for (Map.Entry<String, Integer> each : ACTIONS.entrySet()) {
            place -= each.getValue();
            if (place < 0) {
                return each.getKey();
            }
        }
        return "run.created";
    }

    private String subject(String kind, long n) {
        return switch (kind) {
            case "run" -> "%032x".formatted(n / 3);
            case "model-version" -> "risk.credit-" + n % 9_973 + "/" + n % 7;
            default -> new UUID(n / 4, n / 4).toString();
        };
    }

    /** People's names and words stand beside each tenth entry only: they do not make reading of entries slower or faster. */
    private static Map<String, String> said(String actor, long n) {
        Map<String, String> said = new LinkedHashMap<>();
        if (n % SAID == 0) {
            said.put("actor.address", "192.0.2." + n % 250);
            said.put("actor.name", "Person of " + actor);
            said.put("reason", "quarterly review number " + n / SAID % 1_000 + " of the scorecard");
        }
        return said;
    }

    private void checkpoint(CompactTree tree, BulkCopy checkpoints, @Nullable Path memory) throws IOException {
        Checkpoint checkpoint = new Checkpoint(signer.verifier().name(), tree.size(), tree.root());
        SignedCheckpoint signed = new SignedCheckpoint(checkpoint, signer.sign(checkpoint.text()));
        checkpoints.row().eight(tree.size()).bytes(tree.root().bytes()).text(signed.note());
        if (memory != null) {
            new SignerMemory(memory, signer.verifier()).remember(signed);
        }
    }

    /** What the sequencer's and the search's side has beside the rows, made in bulk. */
    private void index() throws SQLException, IOException {
        String statements = new String(
                LargeLedger.class.getResourceAsStream("large-ledger.sql").readAllBytes(), StandardCharsets.UTF_8);
        for (String statement : statements.split(";\\s*\\n")) {
            if (!statement.isBlank()) {
                System.out.println("FILL " + Instant.now() + " "
                        + statement.strip().lines().findFirst().orElse(""));
                database.asSuperuser(statement);
            }
        }
    }

    private static UUID id(Instant at, long n) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000 | n >>> 52 & 0xfff, 0x8000000000000000L | n);
    }

    private static long micros(Instant at) {
        return (at.getEpochSecond() - EPOCH_2000) * 1_000_000 + at.getNano() / 1_000;
    }
}
