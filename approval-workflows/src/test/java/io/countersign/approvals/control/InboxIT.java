package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.DAN;
import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.GREG;
import static io.countersign.approvals.control.Town.OLGA;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.ROLF;
import static io.countersign.approvals.control.Town.VERA;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.Severity;
import io.countersign.approvals.entity.Task;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.PersonLeft;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.registry.VersionId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The task list and who holds what in it: reach, pages, leavers, vacations. */
class InboxIT {
    private static final TaskFilter ALL = new TaskFilter(TaskFilter.Whose.ALL, null, null, false);
    private static final Actor ADA = Actors.person("ada", Role.ADMIN);
    private static House house;
    private static Town town;

    @BeforeAll
    static void start() {
        house = new House();
        town = new Town(house);
        seen(RITA, ROLF, DAN, GREG, OLGA, ERIN);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void narrowedRoleSeesCountsAndClaimsOnlyTheTasksOfItsModels() {
        UUID inside = town.ask(town.model("reach_a/one"));
        UUID named = town.ask(town.model("elsewhere"));
        UUID outside = town.ask(town.model("reachXa/one"));
        Actor narrowed =
                Actors.reaching(Actors.person("nina", Role.RISK_APPROVER), Role.RISK_APPROVER, "reach_a*", "elsewhere");
        Actor nothing = Actors.reaching(Actors.person("noel", Role.RISK_APPROVER), Role.RISK_APPROVER);

        assertThat(requests(narrowed, ALL)).containsExactly(inside, named);
        assertThat(house.get(TaskList.class).counts(narrowed))
                .containsEntry("all", 2L)
                .containsEntry("groups", 2L);
        assertThat(requests(narrowed, new TaskFilter(TaskFilter.Whose.ALL, "reachXa/one", null, false)))
                .isEmpty();
        assertThat(requests(nothing, ALL)).isEmpty();
        assertThat(house.get(TaskList.class).counts(nothing).values()).containsOnly(0L);
        assertThat(requests(Actors.person("nobody"), ALL)).isEmpty();
        assertThat(requests(RITA, ALL)).contains(inside, named, outside);

        HandTasks hands = house.get(HandTasks.class);
        assertThat(slug(() -> hands.claim(task(outside).id(), narrowed))).isEqualTo("forbidden");
        assertThat(slug(() -> town.sign(outside, "approved", narrowed))).isEqualTo("forbidden");
        assertThat(hands.claim(task(inside).id(), narrowed).assignee()).contains("nina");
    }

    @Test
    void taskOfAPersonWhoLostTheModelIsNoLongerTheirs() {
        UUID request = town.ask(town.model("lost"));
        Actor paul = Actors.person("paul", Role.RISK_APPROVER);
        house.get(HandTasks.class).claim(task(request).id(), paul);
        TaskFilter mine = new TaskFilter(TaskFilter.Whose.MINE, null, null, false);

        assertThat(requests(paul, mine)).containsExactly(request);
        assertThat(requests(Actors.reaching(paul, Role.RISK_APPROVER, "other"), mine))
                .isEmpty();
    }

    @Test
    void changesOfPolicyConcernEverybodyOfTheRole() {
        UUID change = house.get(PolicyChanges.class)
                .propose(PolicyProposal.of("guard", "Staging", null, "model-promotion", "why", house.now()), RITA)
                .id();
        Actor narrowed = Actors.reaching(Actors.person("nils", Role.RISK_APPROVER), Role.RISK_APPROVER, "one");
        TaskFilter policies = new TaskFilter(TaskFilter.Whose.GROUPS, null, "policy-change", false);

        assertThat(requests(narrowed, policies)).containsExactly(change);
        assertThat(requests(VERA, policies)).isEmpty();
        house.get(PolicyChanges.class).withdraw(change, RITA);
        assertThat(requests(narrowed, policies)).isEmpty();
    }

    @Test
    void pagesHoldEachTaskOnceOldestFirst() {
        List<UUID> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            house.pass(Duration.ofSeconds(1));
            asked.add(town.ask(town.model("paged-" + i)));
        }
        Actor narrowed = Actors.reaching(Actors.person("pia", Role.RISK_APPROVER), Role.RISK_APPROVER, "paged-*");
        List<UUID> walked = new ArrayList<>();
        String token = null;
        do {
            Page<TaskList.Item> page = house.get(TaskList.class).of(narrowed, ALL, PageToken.parse(token), 2);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            page.items().forEach(item -> walked.add(item.task().requestId()));
            token = page.nextPageToken();
        } while (token != null);

        assertThat(walked).containsExactlyElementsOf(asked);
    }

    @Test
    void overdueFilterAndCountFollowTheClock() {
        UUID request = town.ask(town.model("clock"));
        Actor narrowed = Actors.reaching(Actors.person("olaf", Role.RISK_APPROVER), Role.RISK_APPROVER, "clock");
        TaskFilter overdue = new TaskFilter(TaskFilter.Whose.ALL, null, null, true);
        assertThat(requests(narrowed, overdue)).isEmpty();

        house.pass(Duration.ofDays(8));
        assertThat(requests(narrowed, overdue)).containsExactly(request);
        assertThat(house.get(TaskList.class).counts(narrowed)).containsEntry("overdue", 1L);
    }

    @Test
    void listSaysWhyACallerCouldNotDoIt() {
        UUID request = town.ask(town.model("blocked"));
        TaskFilter filter = new TaskFilter(TaskFilter.Whose.ALL, "blocked", null, false);
        assertThat(blocked(Actors.person("erin", Role.RISK_APPROVER), filter)).contains("requested");
        assertThat(blocked(Actors.key("key:1", "rita", Role.RISK_APPROVER), filter))
                .contains("never sign");
        house.get(HandTasks.class).claim(task(request).id(), RITA);
        assertThat(blocked(ROLF, filter)).isEqualTo("Claimed by rita by name");
        assertThat(blocked(RITA, filter)).isEmpty();
        assertThat(slug(() -> house.get(HandTasks.class)
                        .claim(task(request).id(), Actors.key("key:1", "rolf", Role.RISK_APPROVER))))
                .isEqualTo("forbidden");
    }

    @Test
    void taskIsReleasedToTheGroupByWhoHoldsItAlone() {
        UUID request = town.ask(town.model("released"));
        HandTasks hands = house.get(HandTasks.class);
        hands.claim(task(request).id(), RITA);
        assertThat(slug(() -> hands.release(task(request).id(), ROLF))).isEqualTo("forbidden");
        hands.release(task(request).id(), RITA);
        assertThat(task(request).assignee()).isEmpty();
        assertThat(house.entries(task(request).id())).containsExactly("task.claimed", "task.released");
        town.sign(request, "approved", ROLF);
    }

    @Test
    void whoeverLeftIsGivenNothingAnyMore() {
        Actor lena = Actors.person("lena", Role.RISK_APPROVER, Role.MODEL_OWNER);
        seen(lena);
        UUID held = town.ask(town.model("left-behind"));
        house.get(HandTasks.class).claim(task(held).id(), lena);
        LocalDate today = LocalDate.ofInstant(house.now(), ZoneOffset.UTC);
        house.get(People.class).away(today, today.plusDays(9), "lena", GREG);

        house.transactions.required(() -> {
            house.get(Leavers.class).left(new PersonLeft("lena", ADA));
            return null;
        });

        assertThat(task(held).assignee()).isEmpty();
        assertThat(house.rows("SELECT actor FROM approvals.test_entry WHERE action = 'task.released' AND subject = '"
                        + task(held).id() + "'"))
                .containsExactly("ada");
        house.get(HandTasks.class).claim(task(held).id(), RITA);
        assertThat(slug(() -> house.get(HandTasks.class).delegate(task(held).id(), "lena", RITA)))
                .isEqualTo("invalid-request");
        assertThat(slug(() -> house.get(People.class).away(today, today, "lena", DAN)))
                .isEqualTo("invalid-request");
        assertThat(task(finding("lena")).assignee())
                .as("her own goes to the group")
                .isEmpty();
        assertThat(task(finding("greg")).assignee())
                .as("nobody stands in for greg")
                .contains("greg");
        house.get(People.class).back(today, GREG);
    }

    @Test
    void deputyOfADeputyIsNotAsked() {
        LocalDate today = LocalDate.ofInstant(house.now(), ZoneOffset.UTC).plusDays(30);
        People people = house.get(People.class);
        people.away(today, today.plusDays(5), "olga", DAN);
        assertThat(slug(() -> people.away(today, today, "erin", OLGA))).isEqualTo("");
        house.pass(Duration.ofDays(30));

        UUID finding = finding("dan");
        assertThat(task(finding).assignee()).contains("olga");
        assertThat(slug(() -> house.get(HandTasks.class).delegate(task(finding).id(), "erin", OLGA)))
                .as("a task that was handed on is not handed on again")
                .isEqualTo("conflict");
        people.back(today, DAN);
        people.back(today, OLGA);
    }

    private static UUID finding(String owner) {
        VersionId version = town.model("finding-of-" + owner + "-" + UUID.randomUUID());
        return house.get(Findings.class)
                .raise(
                        new Finding.Found(
                                version.model(),
                                version.version(),
                                null,
                                "a finding",
                                "data",
                                "something",
                                Severity.LOW,
                                owner,
                                owner + " by name",
                                house.now().plus(Duration.ofDays(30))),
                        List.of(),
                        VERA)
                .id();
    }

    private static List<UUID> requests(Actor actor, TaskFilter filter) {
        return house.get(TaskList.class).of(actor, filter, new PageToken(0), 100).items().stream()
                .map(item -> item.task().requestId())
                .toList();
    }

    private static String blocked(Actor actor, TaskFilter filter) {
        return house.get(TaskList.class)
                .of(actor, filter, new PageToken(0), 10)
                .items()
                .get(0)
                .blocked()
                .orElse("");
    }

    private static Task task(UUID request) {
        return town.tasks(request).get(0);
    }

    private static void seen(Actor... people) {
        for (Actor person : people) {
            house.transactions.required(() -> {
                house.get(People.class).seen(person);
                return null;
            });
        }
    }
}
