package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.DAN;
import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.GREG;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.VERA;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.Severity;
import io.countersign.registry.VersionId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Findings of a validation: remedies and who accepts them, conditions of an approval, who stands in. */
class FindingsIT extends InTown {
    @Test
    void rejectedWithAFindingIsResubmittedOnceTheFindingIsClosed() {
        VersionId version = town.model("resubmitted");
        UUID request = town.ask(version);
        Finding finding = raise(version, request, Severity.HIGH, List.of());
        town.sign(request, "rejected", RITA);
        assertThat(slug(() -> town.ask(version))).isEqualTo("findings-open");

        Findings findings = house.get(Findings.class);
        findings.remedy(finding.id(), "trained again on clean data", DAN);
        assertThat(slug(() -> findings.decide(finding.id(), true, "", DAN))).isEqualTo("forbidden");
        findings.decide(finding.id(), true, "good", VERA);

        UUID again = town.ask(version);
        assertThat(town.promotion(again).resubmits()).contains(request);
        assertThat(house.entries(finding.id())).containsExactly("finding.raised", "finding.remedied", "finding.closed");
    }

    @Test
    void nobodyAcceptsTheRemedyOfTheirOwnFinding() {
        VersionId version = town.model("own-finding");
        Finding finding = house.get(Findings.class).raise(found(version, null, Severity.LOW, "vera"), List.of(), VERA);
        house.get(Findings.class).remedy(finding.id(), "done", VERA);

        assertThat(slug(() -> house.get(Findings.class).decide(finding.id(), true, "", VERA)))
                .isEqualTo("segregation-of-duties");
        house.get(Findings.class).decide(finding.id(), false, "not enough", RITA);
        assertThat(house.get(Findings.class).get(finding.id(), VERA).state()).isEqualTo("open");
    }

    @Test
    void approvalLapsesWhenAFindingItDependsOnPassesItsDueDate() {
        VersionId version = town.model("conditional");
        UUID request = town.ask(version);
        Finding finding = raise(version, request, Severity.MEDIUM, List.of(request));
        town.sign(request, "approved", RITA);
        assertThat(town.approval(request).inForce()).isTrue();

        house.pass(Duration.ofDays(31));
        assertThat(house.work()).isPositive();

        assertThat(town.approval(request).endReason()).contains("condition-broken");
        assertThat(house.entries(request)).endsWith("approval.lapsed");
        assertThat(house.entries(finding.id())).containsExactly("finding.raised", "finding.overdue");
        assertThat(house.rows("SELECT actor FROM approvals.test_entry WHERE subject = '" + request
                        + "' AND action = 'approval.lapsed'"))
                .containsExactly("system:process-timer");
    }

    @Test
    void findingOfAPersonOnHolidayGoesToWhoStandsIn() {
        town.seen(DAN, GREG, ERIN);
        LocalDate today = LocalDate.ofInstant(house.now(), java.time.ZoneOffset.UTC);
        People people = house.get(People.class);
        people.away(today, today.plusDays(7), "greg", DAN);
        assertThat(slug(() -> people.away(today, today.plusDays(7), "dan", GREG)))
                .isEqualTo("conflict");
        VersionId version = town.model("holiday");
        Finding finding = raise(version, null, Severity.LOW, List.of());

        assertThat(town.tasks(finding.id()).get(0).assignee()).contains("greg");
        assertThat(town.tasks(finding.id()).get(0).delegatedBy()).contains("dan");
        house.get(Findings.class).remedy(finding.id(), "done for dan", GREG);
        people.back(today, DAN);
    }

    private static Finding raise(VersionId version, UUID request, Severity severity, List<UUID> conditional) {
        return house.get(Findings.class).raise(found(version, request, severity, "dan"), conditional, VERA);
    }

    private static Finding.Found found(VersionId version, UUID request, Severity severity, String owner) {
        return new Finding.Found(
                version.model(),
                version.version(),
                request,
                "Leak in the test split",
                "data",
                "rows of the training data are in it",
                severity,
                owner,
                owner + " by name",
                house.now().plus(Duration.ofDays(30)));
    }
}
