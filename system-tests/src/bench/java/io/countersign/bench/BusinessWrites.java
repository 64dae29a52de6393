package io.countersign.bench;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What an engineer's script writes, on a model of its own. */
final class BusinessWrites {
    private static final String API = "/api/2.0/mlflow/";

    private final Caller caller;
    private final String model = "written-" + UUID.randomUUID();
    private final String run;
    private final String version;
    private @Nullable String other;
    private long written;

    BusinessWrites(Caller caller) {
        this.caller = caller;
        caller.post(API + "registered-models/create", "{\"name\":\"%s\"}".formatted(model));
        this.run = begin();
        upload(run);
        this.version = version();
    }

    /** Which write this is, to be given to the next one. */
    long next() {
        return written++;
    }

    void tagModel(long n) {
        caller.post(
                API + "registered-models/set-tag",
                "{\"name\":\"%s\",\"key\":\"k%d\",\"value\":\"v%d\"}".formatted(model, n % 20, n));
    }

    void tagVersion(long n) {
        tag(version, n);
    }

    private void tag(String version, long n) {
        caller.post(
                API + "model-versions/set-tag",
                "{\"name\":\"%s\",\"version\":\"%s\",\"key\":\"k%d\",\"value\":\"v%d\"}"
                        .formatted(model, version, n % 20, n));
    }

    /** One more version of the model, from the same run. */
    String version() {
        return versionOf(run);
    }

    private String versionOf(String run) {
        return field(
                caller.post(
                        API + "model-versions/create",
                        "{\"name\":\"%s\",\"source\":\"runs:/%s/model\",\"run_id\":\"%s\"}".formatted(model, run, run)),
                "version");
    }

    /** A run that begins and ends, which seals it: two entries. */
    String run() {
        String begun = begin();
        end(begun);
        return begun;
    }

    /** A run with metrics and a model, a version from it, a tag of that version: four entries for six calls. */
    void candidate(long n) {
        candidateVersion(n);
    }

    private String candidateVersion(long n) {
        String begun = begin();
        String metrics = IntStream.range(0, 10)
                .mapToObj(i ->
                        "{\"key\":\"m%d\",\"value\":0.%d,\"timestamp\":%d,\"step\":0}".formatted(i, n % 1_000, 1_000 + n))
                .collect(Collectors.joining(","));
        caller.post(API + "runs/log-batch", "{\"run_id\":\"%s\",\"metrics\":[%s]}".formatted(begun, metrics));
        upload(begun);
        end(begun);
        String made = versionOf(begun);
        tag(made, n);
        return made;
    }

    /**
     * What one version is written about until it stands in Staging: a run with metrics and a model, the version from it, its tag,
     * the alias that moves to it, the unguarded stage that it enters. Six entries for eight calls.
     */
    void life(long n) {
        String made = candidateVersion(n);
        alias(made);
        transition(made, "Staging");
    }

    /** The alias moves between two versions. */
    void moveAlias(long n) {
        alias(n % 2 == 0 ? version : other());
    }

    /** A version enters the unguarded stage and leaves it again. */
    void transition(long n) {
        transition(version, n % 2 == 0 ? "Staging" : "None");
    }

    private String other() {
        if (other == null) {
            other = version();
        }
        return other;
    }

    private void alias(String to) {
        caller.post(
                API + "registered-models/alias",
                "{\"name\":\"%s\",\"alias\":\"latest-good\",\"version\":\"%s\"}".formatted(model, to));
    }

    private void transition(String which, String stage) {
        caller.post(
                API + "model-versions/transition-stage",
                "{\"name\":\"%s\",\"version\":\"%s\",\"stage\":\"%s\",\"archive_existing_versions\":false}"
                        .formatted(model, which, stage));
    }

    private void upload(String begun) {
        caller.put("/api/2.0/mlflow-artifacts/artifacts/0/" + begun + "/artifacts/model/MLmodel", 64);
    }

    private String begin() {
        return field(
                caller.post(
                        API + "runs/create",
                        "{\"experiment_id\":\"0\",\"start_time\":%d}".formatted(System.currentTimeMillis())),
                "run_id");
    }

    private void end(String begun) {
        caller.post(
                API + "runs/update",
                "{\"run_id\":\"%s\",\"status\":\"FINISHED\",\"end_time\":%d}".formatted(begun, System.currentTimeMillis()));
    }

    /** The first text of that name in an answer; the whole answer is not parsed, to leave the processor to the server. */
    private static String field(String json, String name) {
        int at = json.indexOf('"', json.indexOf("\"" + name + "\"") + name.length() + 2) + 1;
        return json.substring(at, json.indexOf('"', at));
    }
}
