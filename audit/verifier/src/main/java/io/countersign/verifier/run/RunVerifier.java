package io.countersign.verifier.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.run.RunVerdict.Fault;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the export of a run against the log's key: its seal is an entry of the signed log, and all that the export brings
 * along, and the run's files if they are at hand, are what was sealed.
 */
public final class RunVerifier {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrustedKeys keys;
    private final @Nullable Path files;

    /** @param files folder with the run's artifacts, as a client downloads them; null when they are not at hand */
    public RunVerifier(TrustedKeys keys, @Nullable Path files) {
        this.keys = keys;
        this.files = files;
    }

    /**
     * @param export the gzip stream
     * @throws IllegalArgumentException when this is no export of a run
     * @throws IOException when it cannot be read
     */
    public RunVerdict verify(InputStream export) throws IOException {
        State state = new State();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(export), StandardCharsets.UTF_8))) {
            read(lines, state);
        } catch (EOFException | ZipException cutOff) {
            state.fault(Fault.CUT_OFF, null, "the export is cut off");
        }
        return state.verdict(files);
    }

    private void read(BufferedReader lines, State state) throws IOException {
        long count = 0;
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            JsonNode line = parse(text);
            String type = line.path("type").asText();
            if (count == 0
                    && !(type.equals("header") && line.path("format").asText().equals(RunExportWriter.FORMAT))) {
                throw new IllegalArgumentException("this is no export of a run (" + RunExportWriter.FORMAT + ")");
            }
            switch (type) {
                case "header" -> state.runId = line.path("runId").asText();
                case "seal" -> seal(line, state);
                case "present" -> state.present(line.path("form").asText());
                case "points" -> state.points(line);
                case "dataset" -> state.dataset(line);
                case "trailer" -> state.complete = line.path("lines").asLong() == count;
                default -> throw new IllegalArgumentException("a line of unknown type: " + type);
            }
            count++;
        }
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            return line == null ? JSON.createObjectNode() : line;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("this is no export of a run: a line is no JSON");
        }
    }

    private void seal(JsonNode line, State state) {
        Checkpoint checkpoint;
        try {
            checkpoint = keys.require(line.path("checkpoint").asText());
        } catch (IllegalArgumentException notSigned) {
            state.fault(Fault.WRONG_KEY, null, "the checkpoint is not signed by a given key");
            return;
        }
        byte[] entry = line.path("entry").asText().getBytes(StandardCharsets.UTF_8);
        long leaf = line.path("leafIndex").asLong(-1);
        List<Hash> proof = new ArrayList<>();
        line.path("proof").forEach(hash -> proof.add(Hash.ofHex(hash.asText())));
        if (!MerkleProofs.isIncluded(MerkleHash.leaf(entry), leaf, checkpoint.size(), proof, checkpoint.root())) {
            state.fault(Fault.NOT_IN_LOG, "leaf " + leaf, "the seal's entry is not in the signed log as leaf " + leaf);
            return;
        }
        state.leaf = leaf;
        state.sealed(line.path("form").asText(), parse(line.path("entry").asText()));
    }

    /** What was read so far. */
    private static final class State {
        private @Nullable String runId;
        private @Nullable SealedContentCheck sealed;
        private @Nullable Long leaf;
        private @Nullable Fault fault;
        private @Nullable String where;
        private String message = "";
        private boolean complete;
        private boolean presentSeen;

        void fault(Fault found, @Nullable String place, String words) {
            if (fault == null) {
                fault = found;
                where = place;
                message = words;
            }
        }

        void sealed(String form, JsonNode entry) {
            String digest = Hash.sha256(form.getBytes(StandardCharsets.UTF_8)).hex();
            JsonNode json = SealedForms.parse(form);
            boolean same = entry.path("action").asText().equals("run.sealed")
                    && entry.at("/facts/digest").asText().equals(digest)
                    && entry.at("/subject/kind").asText().equals("run")
                    && entry.at("/subject/id").asText().equals(runId)
                    && json.path("runId").asText().equals(runId);
            if (same) {
                sealed = new SealedContentCheck(form, digest, json);
            } else {
                fault(Fault.OTHER_SEAL, null, "the entry in the log does not seal this run as the export has it");
            }
        }

        void present(String form) {
            presentSeen = true;
            if (sealed != null) {
                SealedForms.firstDifference(sealed.form(), form)
                        .ifPresent(difference -> fault(
                                Fault.CHANGED,
                                difference.where(),
                                "the run is not as sealed: " + difference.where() + " was " + shown(difference.sealed())
                                        + " and is " + shown(difference.present())));
            }
        }

        private static String shown(@Nullable String value) {
            return value == null ? "absent" : "\"" + value + "\"";
        }

        void points(JsonNode line) {
            if (sealed != null) {
                sealed.points(line);
            }
        }

        void dataset(JsonNode line) {
            if (sealed != null) {
                sealed.dataset(line)
                        .ifPresent(place -> fault(
                                Fault.CONTENT_CHANGED, place, "the export does not hold what was sealed: " + place));
            }
        }

        RunVerdict verdict(@Nullable Path folder) throws IOException {
            long compared = 0;
            if (sealed == null || !presentSeen || !complete) {
                fault(Fault.CUT_OFF, null, "the export is not complete");
            } else {
                sealed.wrongSeries()
                        .ifPresent(metric -> fault(
                                Fault.CONTENT_CHANGED,
                                "metrics." + metric,
                                "the export does not hold the points that were sealed: metrics." + metric));
                if (folder != null) {
                    Optional<String> wrong = sealed.wrongFile(folder);
                    compared = sealed.files();
                    wrong.ifPresent(path -> fault(
                            Fault.FILE_CHANGED,
                            "artifacts." + path,
                            "the file " + path + " is not the one that was sealed"));
                }
            }
            if (fault == null && sealed != null) {
                message =
                        "run " + runId + " is as sealed in leaf " + leaf + " of " + "the signed log; " + sealed.points()
                                + " metric points" + (folder == null ? "" : " and " + compared + " files") + " match";
            }
            return new RunVerdict(
                    fault == null,
                    fault,
                    where,
                    message,
                    runId,
                    sealed == null ? null : sealed.digest(),
                    leaf,
                    sealed == null ? 0 : sealed.points(),
                    compared);
        }
    }
}
