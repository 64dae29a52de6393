package io.countersign.reports.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.testing.TestDatabase;
import io.countersign.reports.entity.MadeReport;
import io.countersign.reports.entity.ReportId;
import io.countersign.reports.testing.Dossiers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredReportsIT {
    private static final byte[] PDF = "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8);

    private final TestDatabase database = TestDatabase.with("reports");
    private final List<AuditEvent> appended = new ArrayList<>();
    private final StoredReports reports = new StoredReports();

    @BeforeEach
    void connect() {
        reports.dataSource = database.application();
        reports.audit = (actor, event) -> {
            assertThat(actor).isEqualTo(Dossiers.auditor());
            appended.add(event);
            return new EntryId(UUID.randomUUID());
        };
    }

    private MadeReport add(Subject subject, Instant at) {
        MadeReport report = new MadeReport(
                ReportId.next(),
                "promotion-evidence",
                subject,
                at,
                "7d0c2f4e-auditor1",
                "Ines Prüfer",
                Digests.sha256(PDF),
                PDF.length);
        reports.add(Dossiers.auditor(), report, PDF);
        return report;
    }

    @Test
    void addedReportIsFoundAsItWasAndStandsInTheLedger() {
        MadeReport report = add(Dossiers.SUBJECT, Dossiers.AS_OF);

        assertThat(reports.get(report.id())).isEqualTo(report);
        assertThat(appended)
                .containsExactly(AuditEvent.of(
                                "report.made", new Subject("report", report.id().toString()))
                        .fact("template", "promotion-evidence")
                        .fact("subjectKind", "promotion")
                        .fact("subjectId", Dossiers.PROMOTION)
                        .fact("sha256", Digests.sha256(PDF))
                        .fact("sizeBytes", (long) PDF.length)
                        .build());
    }

    @Test
    void downloadReturnsTheExactBytesAndStandsInTheLedger() {
        MadeReport report = add(Dossiers.SUBJECT, Dossiers.AS_OF);

        assertThat(reports.download(Dossiers.auditor(), report.id())).isEqualTo(PDF);
        assertThat(appended).extracting(AuditEvent::action).containsExactly("report.made", "report.downloaded");
    }

    @Test
    void downloadRefusesBytesThatWereChanged() throws SQLException {
        MadeReport report = add(Dossiers.SUBJECT, Dossiers.AS_OF);
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE reports.report SET pdf = set_byte(pdf, 3, 0)");
        }

        assertThatThrownBy(() -> reports.download(Dossiers.auditor(), report.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(report.id().toString());
        assertThat(appended).hasSize(1);
    }

    @Test
    void listIsNewestFirstFilteredAndPaged() {
        MadeReport first = add(Dossiers.SUBJECT, Dossiers.AS_OF);
        MadeReport second = add(Dossiers.SUBJECT, Dossiers.AS_OF.plusSeconds(1));
        MadeReport other = add(new Subject("promotion", "other"), Dossiers.AS_OF.plusSeconds(2));

        assertThat(reports.list(null, null, new PageToken(0), 10, any -> true).items())
                .containsExactly(other, second, first);
        Page<MadeReport> page = reports.list("promotion", Dossiers.PROMOTION, new PageToken(0), 1, any -> true);
        assertThat(page.items()).containsExactly(second);
        Page<MadeReport> last =
                reports.list("promotion", Dossiers.PROMOTION, PageToken.parse(page.nextPageToken()), 1, any -> true);
        assertThat(last.items()).containsExactly(first);
        assertThat(last.nextPageToken()).isNull();
    }

    @Test
    void pageIsFullThoughReportsBetweenAreNotForTheReader() {
        List<MadeReport> mine = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean own = i % 100 == 0;
            MadeReport report =
                    add(new Subject("promotion", own ? "mine" : "other-" + i), Dossiers.AS_OF.plusSeconds(i));
            if (own) {
                mine.add(0, report);
            }
        }
        List<String> asked = new ArrayList<>();
        Page<MadeReport> page = reports.list(null, null, new PageToken(0), 2, subject -> {
            asked.add(subject.id());
            return subject.id().equals("mine");
        });
        assertThat(page.items()).containsExactlyElementsOf(mine.subList(0, 2));
        assertThat(asked).doesNotHaveDuplicates();
        Page<MadeReport> last =
                reports.list(null, null, PageToken.parse(page.nextPageToken()), 2, subject -> subject.id()
                        .equals("mine"));
        assertThat(last.items()).containsExactly(mine.get(2));
        assertThat(last.nextPageToken()).isNull();
        assertThat(reports.list(null, null, new PageToken(0), 2, any -> false)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void unknownReportIsNotFound() {
        ReportId unknown = ReportId.next();

        assertThatThrownBy(() -> reports.get(unknown))
                .isInstanceOf(ProblemException.class)
                .hasMessage("There is no report " + unknown);
        assertThatThrownBy(() -> ReportId.parse("../etc/passwd")).isInstanceOf(ProblemException.class);
    }

    @Test
    void applicationRoleCannotChangeOrRemoveReports() throws SQLException {
        add(Dossiers.SUBJECT, Dossiers.AS_OF);
        try (Connection connection = database.application().getConnection();
                Statement statement = connection.createStatement()) {
            for (String attack : List.of(
                    "UPDATE reports.report SET sha256 = sha256",
                    "DELETE FROM reports.report",
                    "TRUNCATE reports.report")) {
                assertThatThrownBy(() -> statement.execute(attack)).hasMessageContaining("permission denied");
            }
        }
    }
}
