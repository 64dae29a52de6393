package io.countersign.tracking.comment;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditEvent;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.control.TrackingFixture;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommentsIT {
    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static RunComments.Comment write(Actor actor, String run, String text, @Nullable UUID supersedes) {
        return fixture.in(
                work -> new RunComments(work.database(), fixture.audit()).write(actor, run, text, supersedes));
    }

    private static List<RunComments.Comment> on(Actor actor, String run) {
        return fixture.in(work -> new RunComments(work.database(), fixture.audit()).on(actor, run));
    }

    @Test
    void aCommentHasAuthorTimeAndOneEntryThatBindsItsText() {
        String run = fixture.runningRun();
        RunComments.Comment comment = write(ENGINEER, run, "Depth 6 overfits", null);
        assertThat(comment.author()).isEqualTo(new RunComments.Author("engineer-1", "Edda Engineer"));
        assertThat(comment.writtenAt()).isNotNull();
        assertThat(on(ENGINEER, run)).containsExactly(comment);
        assertThat(fixture.audit().actions(run)).containsExactly("run.created", "run.commented");
        AuditEvent entry = fixture.audit().about(run).get(1);
        assertThat(entry.facts())
                .containsOnlyKeys("comment")
                .containsEntry("comment", comment.id().toString());
        assertThat(entry.disclosures()).containsEntry("text", "Depth 6 overfits");
    }

    @Test
    void aLaterCommentSupersedesAndBothStay() {
        String run = fixture.runningRun();
        RunComments.Comment first = write(ENGINEER, run, "wrong", null);
        RunComments.Comment second = write(ENGINEER, run, "right", first.id());
        assertThat(on(ENGINEER, run)).extracting(RunComments.Comment::text).containsExactly("wrong", "right");
        assertThat(on(ENGINEER, run).get(0).supersededBy()).isEqualTo(second.id());
        assertThat(second.supersedes()).isEqualTo(first.id());
        assertThatThrownBy(() -> write(ENGINEER, run, "again", first.id())).hasMessageContaining("superseded already");
    }

    @Test
    void ofManyWhoSupersedeAtOnceOneDoes() {
        String run = fixture.runningRun();
        UUID first = write(ENGINEER, run, "first", null).id();
        long done = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        write(ENGINEER, run, "later " + i, first);
                        return 1;
                    } catch (ProblemException conflict) {
                        return 0;
                    }
                }))
                .toList()
                .stream()
                .mapToInt(CompletableFuture::join)
                .sum();
        assertThat(done).isOne();
    }

    @Test
    void aCommentIsNeverChangedNotEvenByTheApplicationsRole() throws Exception {
        String run = fixture.runningRun();
        write(ENGINEER, run, "fixed", null);
        try (var connection = fixture.database().application().getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("UPDATE tracking.run_comment SET text = 'other'"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("DELETE FROM tracking.run_comment"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void anothersCommentCannotBeSuperseded() {
        String run = fixture.runningRun();
        UUID first = write(ENGINEER, run, "mine", null).id();
        assertThatThrownBy(() -> write(TrackingFixture.person("e-2", "Else"), run, "no", first))
                .hasMessageContaining("Only its author");
        assertThatThrownBy(() -> write(ENGINEER, fixture.runningRun(), "elsewhere", first))
                .hasMessageContaining("no comment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\0b"})
    void textsThatSayNothingAreRefused(String text) {
        String run = fixture.runningRun();
        assertThatThrownBy(() -> write(ENGINEER, run, text, null)).hasMessageContaining("characters");
        assertThatThrownBy(() -> write(ENGINEER, run, "x".repeat(10_001), null)).hasMessageContaining("characters");
        assertThat(fixture.audit().actions(run)).containsExactly("run.created");
    }

    @Test
    void unknownRunsAndThoseOutOfReachTakeNoComments() {
        Actor elsewhere = TrackingFixture.reaching("far", new Reach.Limit(Reach.Kind.EXPERIMENT, "other", false));
        String run = fixture.runningRun();
        assertThatThrownBy(() -> write(elsewhere, run, "x", null)).hasMessageContaining("do not reach");
        assertThatThrownBy(() -> on(elsewhere, run)).hasMessageContaining("do not reach");
        assertThatThrownBy(() -> write(ENGINEER, "f".repeat(32), "x", null)).hasMessageContaining("no run");
    }
}
