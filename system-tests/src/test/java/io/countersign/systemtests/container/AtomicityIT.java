package io.countersign.systemtests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Business change, task completion and audit entry commit together or not at all. */
@ExtendWith(ArquillianExtension.class)
class AtomicityIT {
    private static final Actor ENGINEER = person("engineer", Role.ENGINEER);
    private static final Actor APPROVER = person("approver", Role.RISK_APPROVER);

    @Inject
    OpenRequest open;

    @Inject
    SignAndMore sign;

    @Inject
    AuditLog audit;

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource database;

    @Deployment
    static EnterpriseArchive application() {
        return ApplicationWithTests.of(AtomicityIT.class, OpenRequest.class, SignAndMore.class);
    }

    @Test
    void failureAtTheEndLeavesNeitherChangeNorTaskNorEntry() throws SQLException {
        Request request = openRequest();
        String other = "other-" + UUID.randomUUID();
        assertThatThrownBy(() -> sign.inOneTransaction(request.id(), request.evidence(), other, APPROVER, true))
                .isInstanceOf(SignAndMore.FailureAtTheEnd.class);

        assertThat(rows("SELECT count(*) FROM registry.registered_model WHERE name = ?", other))
                .isZero();
        assertThat(openTasks(request)).isOne();
        assertThat(stage(request)).isEqualTo("None");
        assertThat(rows("SELECT count(*) FROM ledger.entry WHERE subject_id = ?", other))
                .isZero();
        assertThat(signOffEntries(request)).isZero();
    }

    @Test
    void withoutTheFailureAllThreeAreThere() throws SQLException {
        Request request = openRequest();
        String other = "other-" + UUID.randomUUID();
        sign.inOneTransaction(request.id(), request.evidence(), other, APPROVER, false);

        assertThat(rows("SELECT count(*) FROM registry.registered_model WHERE name = ?", other))
                .isOne();
        assertThat(openTasks(request)).isZero();
        assertThat(stage(request)).isEqualTo("Production");
        assertThat(rows("SELECT count(*) FROM ledger.entry WHERE subject_id = ?", other))
                .isEqualTo(2);
        assertThat(signOffEntries(request)).isOne();
    }

    @Test
    void appendWithoutATransactionIsRefused() throws SQLException {
        String subject = UUID.randomUUID().toString();
        assertThatThrownBy(() -> audit.append(
                        ENGINEER,
                        AuditEvent.of("test.appended", new Subject("test", subject))
                                .build()))
                .isInstanceOf(TransactionalException.class);
        assertThat(rows("SELECT count(*) FROM ledger.entry WHERE subject_id = ?", subject))
                .isZero();
    }

    private Request openRequest() throws SQLException {
        String model = "atomic-" + UUID.randomUUID();
        String runId = open.run(ENGINEER);
        open.artifact(runId, ENGINEER);
        open.register(runId, model, ENGINEER);
        UUID id = open.ask(model, ENGINEER);
        return new Request(
                id, model, text("SELECT evidence_digest FROM approvals.promotion WHERE id = ?::uuid", id.toString()));
    }

    private String stage(Request request) throws SQLException {
        return text(
                "SELECT v.stage FROM registry.model_version v JOIN registry.registered_model m ON m.id = v.model_id"
                        + " WHERE m.name = ?",
                request.model());
    }

    private long signOffEntries(Request request) throws SQLException {
        return rows(
                "SELECT count(*) FROM ledger.entry WHERE action = 'sign-off.given' AND subject_id = ?",
                request.id().toString());
    }

    /** The engine's tasks and those of the list are the same ones. */
    private long openTasks(Request request) throws SQLException {
        long listed = rows(
                "SELECT count(*) FROM approvals.task WHERE request_id::text = ?",
                request.id().toString());
        assertThat(rows(
                        "SELECT count(*) FROM camunda.act_ru_task t JOIN camunda.act_ru_execution e"
                                + " ON e.id_ = t.proc_inst_id_ WHERE e.business_key_ = ?",
                        request.id().toString()))
                .isEqualTo(listed);
        return listed;
    }

    private long rows(String sql, String parameter) throws SQLException {
        return Long.parseLong(text(sql, parameter));
    }

    private String text(String sql, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }

    private static Actor person(String name, Role role) {
        return new Actor(
                Actor.Kind.PERSON,
                name + "-" + UUID.randomUUID(),
                name,
                EnumSet.of(role, Role.ENGINEER), // who signs here registers a model in the same transaction
                "test",
                "127.0.0.1",
                UUID.randomUUID().toString(),
                new Authentication(Authentication.Method.BEARER, null, null),
                null,
                Reach.everything());
    }

    private record Request(UUID id, String model, String evidence) {}
}
