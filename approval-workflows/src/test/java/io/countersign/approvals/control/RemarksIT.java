package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.DAN;
import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.OLGA;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.ROLF;
import static io.countersign.approvals.control.Town.VERA;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.approvals.control.Remarks.About;
import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.Remark;
import io.countersign.approvals.entity.Severity;
import io.countersign.approvals.entity.Task;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Comments and files on requests of every kind, and on the tasks that wait for somebody in them. */
class RemarksIT extends InTown {
    private static final Actor AUDITOR = Actors.person("alma", Role.AUDITOR);
    private static final Actor ADMIN = Actors.person("ada", Role.ADMIN);
    private static final Remark.Attached FILE =
            new Remark.Attached("plot.png", "image/png", new byte[] {1, 2, 3}, "03".repeat(32));

    @Test
    void eachKindOfRequestIsCommentedWithAFileAndTheCommentIsOnRecord() {
        UUID promotion = town.ask(town.model("commented"));
        UUID finding = finding("commented-finding");
        UUID change = change();

        assertCommented(About.PROMOTION, promotion, "promotion.commented");
        assertCommented(About.FINDING, finding, "finding.commented");
        assertCommented(About.POLICY_CHANGE, change, "policy-change.commented");
        house.get(PolicyChanges.class).withdraw(change, RITA);
    }

    private static void assertCommented(About about, UUID request, String action) {
        Remarks remarks = house.get(Remarks.class);
        Remark first = remarks.add(about, request, "why so?", null, ROLF);
        Remark second = remarks.add(about, request, "see here", FILE, ERIN);

        assertThat(remarks.of(about, request, AUDITOR))
                .extracting(Remark::id, Remark::text, Remark::author)
                .containsExactly(tuple(first.id(), "why so?", "rolf"), tuple(second.id(), "see here", "erin"));
        assertThat(remarks.withFile(about, request, second.id(), AUDITOR).content())
                .contains(new byte[] {1, 2, 3});
        assertThat(slug(() -> remarks.withFile(about, request, first.id(), AUDITOR)))
                .isEqualTo("not-found");
        assertThat(house.entries(request).stream().filter(action::equals)).hasSize(2);
        assertThat(house.rows("SELECT text FROM approvals.remark WHERE request_id = '" + request + "' ORDER BY at"))
                .containsExactly("why so?", "see here");
    }

    @Test
    void commentOnATaskIsOneOnItsRequestAndStaysWhenTheTaskIsDone() {
        Remarks remarks = house.get(Remarks.class);
        UUID promotion = town.ask(town.model("commented-task"));
        UUID finding = finding("commented-remedy");
        UUID change = change();
        Task signing = town.tasks(promotion).get(0);
        Task remedy = town.tasks(finding).get(0);
        Task review = town.tasks(change).get(0);

        remarks.add(signing.id(), "I look at it on Monday", null, RITA);
        remarks.add(remedy.id(), "the data are late", FILE, DAN);
        remarks.add(review.id(), "which models does it meet?", null, ROLF);
        assertThat(remarks.of(remedy.id(), AUDITOR)).hasSize(1);
        town.sign(promotion, "approved", RITA);
        house.get(Findings.class).remedy(finding, "done", DAN);
        house.get(PolicyChanges.class).withdraw(change, RITA);

        assertThat(texts(About.PROMOTION, promotion)).containsExactly("I look at it on Monday");
        assertThat(texts(About.FINDING, finding)).containsExactly("the data are late");
        assertThat(texts(About.POLICY_CHANGE, change)).containsExactly("which models does it meet?");
        assertThat(house.entries(finding)).containsOnlyOnce("finding.commented");
        for (Task gone : List.of(signing, remedy, review)) {
            assertThat(slug(() -> remarks.add(gone.id(), "too late", null, RITA)))
                    .isEqualTo("not-found");
            assertThat(slug(() -> remarks.of(gone.id(), RITA))).isEqualTo("not-found");
        }
    }

    @Test
    void whoOnlyReadsOrDoesNotReachTheModelSaysNothing() {
        Remarks remarks = house.get(Remarks.class);
        UUID finding = finding("quiet-finding");
        UUID promotion = town.ask(town.model("quiet-promotion"));
        UUID change = change();
        Actor elsewhere = Actors.reaching(Actors.person("nina", Role.RISK_APPROVER), Role.RISK_APPROVER, "elsewhere");

        for (Actor actor : List.of(AUDITOR, ADMIN, elsewhere)) {
            assertThat(slug(() -> remarks.add(About.FINDING, finding, "no", null, actor)))
                    .isEqualTo("forbidden");
            assertThat(slug(() -> remarks.add(About.PROMOTION, promotion, "no", null, actor)))
                    .isEqualTo("forbidden");
            assertThat(slug(() -> remarks.add(town.tasks(finding).get(0).id(), "no", null, actor)))
                    .isEqualTo("forbidden");
        }
        assertThat(slug(() -> remarks.of(About.FINDING, finding, elsewhere))).isEqualTo("forbidden");
        assertThat(slug(() -> remarks.of(About.PROMOTION, promotion, elsewhere)))
                .isEqualTo("forbidden");
        assertThat(slug(() -> remarks.add(About.POLICY_CHANGE, change, "no", null, AUDITOR)))
                .isEqualTo("forbidden");
        assertThat(house.entries(finding)).doesNotContain("finding.commented");
        assertThat(remarks.add(About.POLICY_CHANGE, change, "administrators propose too", null, ADMIN)
                        .author())
                .isEqualTo("ada");
        house.get(PolicyChanges.class).withdraw(change, RITA);
    }

    @Test
    void idOfOneKindIsNotFoundAsAnother() {
        Remarks remarks = house.get(Remarks.class);
        UUID promotion = town.ask(town.model("of-one-kind"));
        UUID finding = finding("of-another-kind");

        assertThat(slug(() -> remarks.of(About.FINDING, promotion, OLGA))).isEqualTo("not-found");
        assertThat(slug(() -> remarks.of(About.PROMOTION, finding, OLGA))).isEqualTo("not-found");
        assertThat(slug(() -> remarks.add(About.POLICY_CHANGE, finding, "no", null, OLGA)))
                .isEqualTo("not-found");
    }

    private static List<String> texts(About about, UUID request) {
        return house.get(Remarks.class).of(about, request, AUDITOR).stream()
                .map(Remark::text)
                .toList();
    }

    private static UUID change() {
        return house.get(PolicyChanges.class)
                .propose(
                        PolicyProposal.of(
                                "protected-alias",
                                "shadow-" + UUID.randomUUID(),
                                null,
                                "protected",
                                "why",
                                house.now()),
                        RITA)
                .id();
    }

    private static UUID finding(String model) {
        town.model(model);
        return house.get(Findings.class)
                .raise(
                        new Finding.Found(
                                model,
                                1,
                                null,
                                "a finding",
                                "data",
                                "something",
                                Severity.LOW,
                                "dan",
                                "dan by name",
                                house.now().plus(Duration.ofDays(30))),
                        List.of(),
                        VERA)
                .id();
    }
}
