package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.RHEA;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.ROLF;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.Task;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.registry.VersionId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tasks on their way through hands: claim, delegation, leavers, the list of a person, business days. */
class HandedTasksIT extends InTown {
    @Test
    void taskIsClaimedReleasedAndDelegatedOneStepAndTheRulesStay() {
        VersionId version = town.model("handed");
        UUID request = town.ask(version);
        HandTasks hands = house.get(HandTasks.class);
        town.seen(RITA, ROLF, ERIN, RHEA);
        String task = town.tasks(request).get(0).id();

        assertThat(slug(() -> hands.claim(task, ERIN))).isEqualTo("forbidden");
        hands.claim(task, RITA);
        assertThat(slug(() -> hands.claim(task, ROLF))).isEqualTo("task-claimed");
        assertThat(slug(() -> town.sign(request, "approved", ROLF))).isEqualTo("task-claimed");
        assertThat(slug(() -> hands.delegate(task, "erin", RITA))).isEqualTo("segregation-of-duties");
        hands.delegate(task, "rolf", RITA);
        assertThat(slug(() -> hands.delegate(task, "rita", ROLF))).isEqualTo("conflict");
        assertThat(slug(() -> hands.delegate(task, "rhea", RITA))).isEqualTo("forbidden");
        town.sign(request, "approved", ROLF);

        assertThat(town.stage(version)).isEqualTo("Production");
        assertThat(house.entries(task)).containsExactly("task.claimed", "task.delegated");
    }

    @Test
    void whoeverLeavesGivesTheirTasksBackToTheGroup() {
        VersionId version = town.model("leaver");
        UUID request = town.ask(version);
        String task = town.tasks(request).get(0).id();
        house.get(HandTasks.class).claim(task, RITA);
        assertThat(house.get(HandTasks.class).left("rita", Actors.person("ada", Role.ADMIN)))
                .isPositive();

        assertThat(town.tasks(request).get(0).assignee()).isEmpty();
        town.sign(request, "approved", ROLF);
        assertThat(town.stage(version)).isEqualTo("Production");
    }

    @Test
    void inboxFiltersPagesAndCounts() {
        Actor inbox = Actors.person("ines", Role.RISK_APPROVER);
        VersionId first = town.model("inbox-1");
        VersionId second = town.model("inbox-2");
        UUID one = town.ask(first);
        town.ask(second);
        TaskList list = house.get(TaskList.class);
        Map<String, Long> before = list.counts(inbox);
        house.get(HandTasks.class).claim(town.tasks(one).get(0).id(), inbox);

        assertThat(list.of(inbox, new TaskFilter(TaskFilter.Whose.MINE, null, null, false), page(0), 10)
                        .items())
                .extracting(item -> item.task().requestId())
                .containsExactly(one);
        assertThat(list.of(inbox, new TaskFilter(TaskFilter.Whose.GROUPS, "inbox-1", null, false), page(0), 10)
                        .items())
                .isEmpty();
        assertThat(list.of(
                                inbox,
                                new TaskFilter(TaskFilter.Whose.ALL, "inbox-2", "model-promotion", false),
                                page(0),
                                10)
                        .items())
                .hasSize(1);
        assertThat(list.counts(inbox).get("mine")).isEqualTo(before.get("mine") + 1);
        assertThat(list.counts(inbox).get("groups")).isEqualTo(before.get("groups") - 1);
        assertThat(list.of(inbox, new TaskFilter(TaskFilter.Whose.ALL, null, null, false), page(0), 1)
                        .nextPageToken())
                .isNotNull();
        assertThat(list.of(
                                Actors.person("nora", Role.ENGINEER),
                                new TaskFilter(TaskFilter.Whose.ALL, null, null, false),
                                page(0),
                                10)
                        .items())
                .isEmpty();
    }

    @Test
    void dueDatesAreInBusinessDaysAndAnOverdueRoundIsMailed() {
        house.settings.put("countersign.mail.group.risk-approver", "risk@bank.example");
        house.settings.put("countersign.mail.escalation", "head@bank.example");
        VersionId version = town.model("business");
        UUID request = town.ask(version);
        Task task = town.tasks(request).get(0);
        assertThat(Duration.between(task.createdAt(), task.dueAt().orElseThrow())
                        .toDays())
                .isBetween(6L, 7L);
        house.pass(Duration.ofDays(8));
        house.work();

        assertThat(town.tasks(request).get(0).escalatedAt()).isPresent();
        assertThat(house.entries(request)).containsExactly("promotion.requested", "promotion.escalated");
        assertThat(house.rows(
                        "SELECT destination FROM approvals.test_outbox WHERE payload LIKE '%business/1%' ORDER BY id"))
                .containsExactly("risk@bank.example", "risk@bank.example", "head@bank.example");
        house.settings.remove("countersign.mail.group.risk-approver");
        house.settings.remove("countersign.mail.escalation");
    }

    private static io.countersign.platform.paging.PageToken page(long offset) {
        return new io.countersign.platform.paging.PageToken(offset);
    }
}
