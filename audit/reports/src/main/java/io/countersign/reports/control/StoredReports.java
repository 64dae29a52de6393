package io.countersign.reports.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.reports.entity.MadeReport;
import io.countersign.reports.entity.ReportId;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The reports made so far: added and read, never changed. */
@ApplicationScoped
public class StoredReports {
    private static final int CHUNK = 250;
    private static final String COLUMNS =
            "id, template, subject_kind, subject_id, created_at, created_by, created_by_name, sha256, size_bytes";

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource dataSource;

    @Inject
    AuditLog audit;

    /** Keeps the report and says so in the ledger, in one transaction. */
    @Transactional
    public void add(Actor actor, MadeReport report, byte[] pdf) {
        String sql = "INSERT INTO reports.report (" + COLUMNS + ", pdf) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, report.id().value());
            insert.setString(2, report.template());
            insert.setString(3, report.subject().kind());
            insert.setString(4, report.subject().id());
            insert.setObject(5, OffsetDateTime.ofInstant(report.createdAt(), ZoneOffset.UTC));
            insert.setString(6, report.createdBy());
            insert.setString(7, report.createdByName());
            insert.setString(8, report.sha256());
            insert.setLong(9, report.sizeBytes());
            insert.setBytes(10, pdf);
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException("The report " + report.id() + " cannot be stored", failed);
        }
        audit.append(actor, event("report.made", report));
    }

    /** The bytes of the report; that somebody took them is an entry in the ledger. */
    @Transactional
    public byte[] download(Actor actor, ReportId id) {
        MadeReport report = get(id);
        byte[] pdf = bytes(id);
        if (!Digests.sha256(pdf).equals(report.sha256())) {
            throw new IllegalStateException("The stored bytes of report " + id + " are not those that were signed");
        }
        audit.append(actor, event("report.downloaded", report));
        return pdf;
    }

    /** @throws ProblemException (not found) when there is none of that id */
    @Transactional
    public MadeReport get(ReportId id) {
        return query("WHERE id = ?", List.of(id.value())).stream()
                .findFirst()
                .orElseThrow(() -> ReportId.unknown(id.toString()));
    }

    /**
     * Newest first; a null filter lets all through. A page is full unless it is the last, whatever is left out of it.
     *
     * @param readable asked once for each subject: reports about others are left out. No transaction is open here, so that a
     *     refusal ends none
     */
    public Page<MadeReport> list(
            @Nullable String subjectKind,
            @Nullable String subjectId,
            PageToken from,
            int size,
            Predicate<Subject> readable) {
        Map<Subject, Boolean> verdicts = new HashMap<>();
        List<MadeReport> shown = new ArrayList<>();
        for (long offset = from.offset(); ; offset += CHUNK) {
            List<MadeReport> chunk = chunk(subjectKind, subjectId, offset);
            for (int i = 0; i < chunk.size(); i++) {
                MadeReport report = chunk.get(i);
                if (verdicts.computeIfAbsent(report.subject(), readable::test)) {
                    if (shown.size() == size) {
                        return new Page<>(shown, new PageToken(offset + i).text());
                    }
                    shown.add(report);
                }
            }
            if (chunk.size() < CHUNK) {
                return new Page<>(shown, null);
            }
        }
    }

    private List<MadeReport> chunk(@Nullable String subjectKind, @Nullable String subjectId, long offset) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder("WHERE true");
        if (subjectKind != null) {
            where.append(" AND subject_kind = ?");
            values.add(subjectKind);
        }
        if (subjectId != null) {
            where.append(" AND subject_id = ?");
            values.add(subjectId);
        }
        where.append(" ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?");
        values.add(CHUNK);
        values.add(offset);
        return query(where.toString(), values);
    }

    private static AuditEvent event(String action, MadeReport report) {
        return AuditEvent.of(action, new Subject("report", report.id().toString()))
                .fact("template", report.template())
                .fact("subjectKind", report.subject().kind())
                .fact("subjectId", report.subject().id())
                .fact("sha256", report.sha256())
                .fact("sizeBytes", report.sizeBytes())
                .build();
    }

    private List<MadeReport> query(String clauses, List<Object> values) {
        List<MadeReport> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT " + COLUMNS + " FROM reports.report " + clauses)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(report(row));
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The reports cannot be read", failed);
        }
        return found;
    }

    private static MadeReport report(ResultSet row) throws SQLException {
        return new MadeReport(
                new ReportId(row.getObject("id", UUID.class)),
                row.getString("template"),
                new Subject(row.getString("subject_kind"), row.getString("subject_id")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getString("created_by_name"),
                row.getString("sha256"),
                row.getLong("size_bytes"));
    }

    private byte[] bytes(ReportId id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT pdf FROM reports.report WHERE id = ?")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw ReportId.unknown(id.toString());
                }
                return row.getBytes(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The report " + id + " cannot be read", failed);
        }
    }
}
