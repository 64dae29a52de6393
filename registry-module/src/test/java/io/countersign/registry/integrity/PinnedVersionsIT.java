package io.countersign.registry.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.registry.VersionId;
import io.countersign.registry.control.Registration;
import io.countersign.registry.control.RegistryEvent;
import io.countersign.registry.control.RegistryFixture;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.PinnedFiles;
import io.countersign.tracking.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers of a run's files meet of the versions that are bound to them. */
class PinnedVersionsIT {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    private RegistryFixture fixture;
    private RunId run;

    @BeforeEach
    void start() {
        fixture = new RegistryFixture();
        fixture.modelWithVersions("credit", 0);
        run = fixture.tracking.run("dave", manifest(A));
        register("runs:/" + run + "/model");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void fileThatNoVersionStandsOnIsNotPinned() {
        assertThat(pinned(run.value(), "plots/roc.png")).isFalse();
        assertThat(pinned(run.value(), "models/MLmodel")).isFalse();
        assertThat(pinned("f".repeat(32), "model/MLmodel")).isFalse();
        assertThat(pinned(run.value(), "model/MLmodel")).isTrue();
    }

    @Test
    void otherBytesAreNotAllowedAndBreakTheVersionOnceWithEntryAndEvent() {
        assertThat(allows("model/MLmodel", A)).isTrue();
        read("model/MLmodel", A);
        assertThat(broken()).isEmpty();
        assertThat(allows("model/MLmodel", B)).isFalse();
        read("model/MLmodel", B);
        read("model/MLmodel", B);
        assertThat(broken()).containsExactly("credit/1 changed: MLmodel");
        assertThat(fixture.entries("model-version.broken")).containsExactly("credit/1");
        assertThat(fixture.told).extracting(RegistryEvent::kind).containsOnlyOnce(RegistryEvent.Kind.VERSION_BROKEN);
    }

    @Test
    void fileThatIsGoneAndFileThatWasAddedBreakTheVersion() {
        read("model/python_env.yaml", null);
        assertThat(broken()).as("nothing where nothing was").isEmpty();
        read("model/model.pkl", null);
        assertThat(broken()).containsExactly("credit/1 missing: model.pkl");
        RunId other = fixture.tracking.run("dave", manifest(A));
        run = other;
        register("runs:/" + other + "/model");
        assertThat(allows("model/code/added.py", A)).isFalse();
        read("model/code/added.py", A);
        assertThat(broken()).contains("credit/2 new: code/added.py");
    }

    @Test
    void newBytesThatALaterVersionWasRegisteredWithAreAllowedAndBreakTheEarlierOne() {
        fixture.tracking.changeArtifacts(manifest(B));
        register("runs:/" + run + "/model");
        assertThat(allows("model/MLmodel", A)).isTrue();
        assertThat(allows("model/MLmodel", B)).isTrue();
        read("model/MLmodel", B);
        assertThat(broken()).containsExactly("credit/1 changed: MLmodel");
    }

    @Test
    void loggedModelAndSingleFileAndWholeRunArePinnedByTheirOwnPaths() {
        String model = fixture.tracking.model(run);
        register("models:/" + model);
        assertThat(pinned(model, "MLmodel")).isTrue();
        RunId single = fixture.tracking.run("dave", ArtifactManifest.of(List.of(new ArtifactFile("model.onnx", 3, A))));
        register("runs:/" + single + "/exported/model.onnx");
        run = single;
        assertThat(allows("exported/model.onnx", A)).isTrue();
        assertThat(allows("exported/model.onnx", B)).isFalse();
        RunId whole = fixture.tracking.run("dave", manifest(A));
        register("runs:/" + whole);
        run = whole;
        assertThat(allows("MLmodel", A)).isTrue();
        assertThat(allows("MLmodel", B)).isFalse();
    }

    @Test
    void deletedVersionIsNotAsked() {
        fixture.run(in -> in.modelVersions.delete(new VersionId("credit", 1), RegistryFixture.person("greg")));
        assertThat(pinned(run.value(), "model/MLmodel")).isFalse();
    }

    private void register(String source) {
        fixture.run(in -> in.modelVersions.register(
                new Registration("credit", source, null, null, "", "", Map.of()), RegistryFixture.person("greg")));
    }

    private static ArtifactManifest manifest(String digest) {
        return ArtifactManifest.of(
                List.of(new ArtifactFile("MLmodel", 612, digest), new ArtifactFile("model.pkl", 9, "c".repeat(64))));
    }

    private boolean pinned(String owner, String path) {
        return with(pins -> pins.at(owner, path).isPresent());
    }

    private boolean allows(String path, String digest) {
        return with(pins -> pins.at(run.value(), path).orElseThrow().allows(digest));
    }

    private void read(String path, @Nullable String digest) {
        with(pins -> {
            Optional<PinnedFiles.Pin> pin = pins.at(run.value(), path);
            pin.orElseThrow()
                    .found(digest == null ? null : new ArtifactFile(path, 612, digest), RegistryFixture.person("eve"));
            return true;
        });
    }

    private <T> T with(Function<PinnedFiles, T> work) {
        return fixture.inTransaction(in -> work.apply(
                new PinnedVersions(in.database, new Integrity(in.database, in.models, in.audit, in.events))));
    }

    private List<String> broken() {
        return fixture.rows(
                "SELECT m.name || '/' || v.number || ' ' || v.broken_detail FROM registry.model_version v"
                        + " JOIN registry.registered_model m ON m.id = v.model_id WHERE v.broken_since IS NOT NULL ORDER BY v.number");
    }
}
