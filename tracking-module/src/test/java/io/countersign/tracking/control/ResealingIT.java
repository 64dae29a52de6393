package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditEvent;
import io.countersign.platform.actor.Actor;
import io.countersign.tracking.RunId;
import io.countersign.tracking.entity.Param;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResealingIT {
    private static final Actor JOB = Actor.system("reseal", "test");

    private TrackingFixture fixture;

    @BeforeEach
    void start() {
        fixture = new TrackingFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private boolean look(Duration quiet) {
        return fixture.in(work ->
                new Resealing(work.database(), new Seals(work.database(), fixture.audit())).lookAtOne(JOB, quiet));
    }

    private void write(String run, String name) {
        fixture.run(work -> work.logging().log(ENGINEER, run, List.of(), List.of(new Param(name, "1")), List.of()));
    }

    private String finished() {
        String run = fixture.runningRun();
        fixture.finish(run);
        return run;
    }

    @Test
    void aLateWriteIsResealedWhenTwoLooksFindTheSame() {
        String run = finished();
        assertThat(look(Duration.ZERO)).isFalse();
        write(run, "late");
        assertThat(look(Duration.ZERO)).isTrue();
        assertThat(fixture.audit().actions(run)).containsExactly("run.created", "run.sealed");
        assertThat(look(Duration.ZERO)).isTrue();
        assertThat(look(Duration.ZERO)).isFalse();
        assertThat(fixture.audit().actions(run)).containsExactly("run.created", "run.sealed", "run.sealed");
        AuditEvent again = fixture.audit().about(run).get(2);
        assertThat(again.facts()).containsEntry("resealed", true);
        assertThat(fixture.<Boolean>in(work -> work.tracking()
                        .sealHolds(new RunId(run), String.valueOf(again.facts().get("digest")))))
                .isTrue();
    }

    @Test
    void aRunThatIsStillWrittenToWaits() {
        String run = finished();
        write(run, "one");
        look(Duration.ZERO);
        write(run, "two");
        look(Duration.ZERO);
        assertThat(fixture.audit().actions(run)).containsExactly("run.created", "run.sealed");
        look(Duration.ZERO);
        assertThat(fixture.audit().actions(run)).hasSize(3);
    }

    @Test
    void nothingIsLookedAtBeforeItWasQuietForLongEnough() {
        write(finished(), "late");
        assertThat(look(Duration.ofHours(1))).isFalse();
    }

    @Test
    void theLookOfAServerThatStoppedCountsForTheNext() {
        String run = finished();
        write(run, "late");
        look(Duration.ZERO);
        assertThat(fixture.count("SELECT count(*) FROM tracking.reseal_look")).isOne();
        look(Duration.ZERO);
        assertThat(fixture.count("SELECT count(*) FROM tracking.reseal_look")).isZero();
        assertThat(fixture.audit().actions(run)).hasSize(3);
    }

    @Test
    void runningAndDeletedRunsAreLeftAlone() {
        write(fixture.runningRun(), "p");
        String deleted = finished();
        write(deleted, "late");
        fixture.run(work -> work.runs().delete(ENGINEER, deleted));
        assertThat(look(Duration.ZERO)).isFalse();
    }
}
