package io.countersign.registry.deployment;

import static io.countersign.registry.control.RegistryFixture.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditLog;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Promoting;
import io.countersign.registry.control.RegistryFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentsIT {
    private static final Actor DEPLOYER = person("ci", Role.DEPLOYER);
    private static final VersionId V1 = new VersionId("credit", 1);
    private static final VersionId V2 = new VersionId("credit", 2);

    private RegistryFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RegistryFixture();
        fixture.modelWithVersions("credit", 2);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void deploymentIsRecordedListedEndedAndInTheLineage() {
        Promoting.promote(fixture, V1);
        Deployment recorded = record(V1, "production-eu");
        assertThat(recorded.stage()).isEqualTo("Production");
        assertThat(fixture.edges.edges)
                .contains(
                        "model-version:credit:1 -> deployment:" + recorded.id(),
                        "deployment:" + recorded.id() + " is production-eu");
        fixture.run(in -> {
            Deployments deployments = deployments(in);
            assertThat(deployments
                            .list("credit", null, "production-eu", true, new PageToken(0), 10, DEPLOYER)
                            .items())
                    .extracting(Deployment::id)
                    .containsExactly(recorded.id());
            deployments.end(recorded.id(), DEPLOYER);
            assertThatThrownBy(() -> deployments.end(recorded.id(), DEPLOYER)).isInstanceOf(ProblemException.class);
        });
        assertThat(fixture.<List<Deployment>>inTransaction(in -> deployments(in)
                        .list(null, null, null, true, new PageToken(0), 10, DEPLOYER)
                        .items()))
                .isEmpty();
        assertThat(fixture.entries("deployment.recorded")).containsExactly("credit/1");
        assertThat(fixture.entries("deployment.ended")).containsExactly("credit/1");
    }

    @Test
    void engineerRecordsNone() {
        assertThatThrownBy(() -> fixture.run(in -> deployments(in).record(draft(V1, "test"), person("greg"))))
                .isInstanceOf(ProblemException.class);
        assertThat(fixture.rows("SELECT count(*) FROM registry.deployment")).containsExactly("0");
    }

    @Test
    void whatWasInAStageAtAMomentIsOneCall() {
        Instant before = Instant.now();
        Promoting.promote(fixture, V1);
        Instant between = Instant.now();
        Promoting.promote(fixture, V2);
        Instant after = Instant.now();
        assertThat(at(before)).isEmpty();
        assertThat(at(between)).containsExactly(1);
        assertThat(at(after)).containsExactly(2);
        fixture.run(in -> in.transitions.movedAtOnce(new TransitionIntent(V2, "Archived", false, ""), person("greg")));
        assertThat(at(after)).containsExactly(2);
        assertThat(at(Instant.now().plus(Duration.ofSeconds(1)))).isEmpty();
        StageAtTime.Occupant first = fixture.inTransaction(in -> new StageAtTime(in.database)
                .at("credit", "production", between, person("greg"))
                .get(0));
        assertThat(first.until()).isBetween(between.minusMillis(1), after);
        assertThat(first.requestId()).isNotNull();
        assertThat(first.rootDigest()).hasSize(64);
    }

    private List<Integer> at(Instant moment) {
        return fixture.inTransaction(in -> new StageAtTime(in.database)
                .at("credit", "Production", moment, person("greg")).stream()
                        .map(StageAtTime.Occupant::version)
                        .toList());
    }

    private Deployment record(VersionId version, String environment) {
        return fixture.inTransaction(in -> deployments(in).record(draft(version, environment), DEPLOYER));
    }

    private static Deployments.Draft draft(VersionId version, String environment) {
        return new Deployments.Draft(version, environment, "https://scoring", "build 7", null);
    }

    private Deployments deployments(RegistryFixture.Registries in) {
        AuditLog audit = in.audit;
        return new Deployments(in.database, in.models, fixture.edges, audit);
    }
}
