package io.countersign.registry.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.Obstacle;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.RegistryEvent;
import io.countersign.registry.control.RegistryFixture;
import io.countersign.tracking.ArtifactBytes;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ByteChecksIT {
    private static final Actor JOB = Actor.system("integrity-check", "round-1");
    private static final VersionId V1 = new VersionId("credit", 1);

    private RegistryFixture fixture;
    private ArtifactManifest inStore = RegistryFixture.manifest("model/MLmodel");

    @BeforeEach
    void start() {
        fixture = new RegistryFixture();
        fixture.modelWithVersions("credit", 1);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void intactBytesAreNotedQuietly() {
        assertThat(check()).isTrue();
        assertThat(fixture.entries("model-version.broken")).isEmpty();
    }

    @Test
    void changedByteShowsAsBrokenVersionWithEntryEventAndObstacleUntilItIsMended() {
        inStore = new ArtifactManifest(List.of(new ArtifactFile("model/MLmodel", 612, "b".repeat(64))), "0".repeat(64));
        assertThat(check()).isFalse();
        assertThat(check()).isFalse();
        assertThat(fixture.rows("SELECT broken_detail FROM registry.model_version WHERE broken_since IS NOT NULL"))
                .containsExactly("changed: model/MLmodel");
        assertThat(fixture.entries("model-version.broken")).containsExactly("credit/1");
        assertThat(fixture.told).extracting(RegistryEvent::kind).containsOnlyOnce(RegistryEvent.Kind.VERSION_BROKEN);
        assertThat(fixture.<List<Obstacle>>inTransaction(in -> in.registry.obstacles(V1, "Production")))
                .extracting(Obstacle::code)
                .containsExactly("broken-bytes");
        assertThat(fixture.<Long>inTransaction(in -> integrity(in).broken())).isEqualTo(1);
        inStore = RegistryFixture.manifest("model/MLmodel");
        assertThat(check()).isTrue();
        assertThat(fixture.entries("model-version.mended")).containsExactly("credit/1");
        assertThat(fixture.<Long>inTransaction(in -> integrity(in).broken())).isZero();
    }

    @Test
    void missingFileIsNamed() {
        inStore = ArtifactManifest.of(List.of(new ArtifactFile("other", 1, "c".repeat(64))));
        assertThat(check()).isFalse();
        assertThat(fixture.rows("SELECT broken_detail FROM registry.model_version"))
                .containsExactly("missing: model/MLmodel; new: other");
    }

    @Test
    void everyVersionHasItsTurnOnce() {
        fixture.register("credit");
        assertThat(fixture.<List<VersionId>>inTransaction(in -> integrity(in).take(Duration.ofHours(1), 10)))
                .containsExactlyInAnyOrder(V1, new VersionId("credit", 2));
        assertThat(fixture.<List<VersionId>>inTransaction(in -> integrity(in).take(Duration.ofHours(1), 10)))
                .isEmpty();
    }

    @Test
    void nodeThatIsNotElectedTakesNothing() {
        fixture.run(first -> {
            assertThat(integrity(first).take(Duration.ofHours(1), 10)).hasSize(1);
            assertThat(fixture.<List<VersionId>>inTransaction(
                            second -> integrity(second).take(Duration.ZERO, 10)))
                    .isEmpty();
        });
    }

    private boolean check() {
        return fixture.inTransaction(in -> new ByteChecks(integrity(in), store()).check(V1, JOB));
    }

    private static Integrity integrity(RegistryFixture.Registries in) {
        return new Integrity(in.database, in.models, in.audit, in.events);
    }

    private ArtifactBytes store() {
        return new ArtifactBytes() {
            @Override
            public Optional<byte[]> read(String owner, String path, int most) {
                throw ProblemException.notFound("not asked here");
            }

            @Override
            public ArtifactManifest hashed(String owner, String path) {
                return inStore;
            }
        };
    }
}
