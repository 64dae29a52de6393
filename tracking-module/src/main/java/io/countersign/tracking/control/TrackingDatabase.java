package io.countersign.tracking.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.Session;

/** The module's schema in the transaction under way: entities, and SQL on the very same connection. */
@ApplicationScoped
public class TrackingDatabase {
    @PersistenceContext(unitName = "tracking")
    private EntityManager entities;

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    private DataSource connections;

    /** For the container, which fills in the persistence context. */
    @SuppressWarnings("NullAway.Init")
    public TrackingDatabase() {}

    public TrackingDatabase(EntityManager entities, DataSource connections) {
        this.entities = entities;
        this.connections = connections;
    }

    public EntityManager entities() {
        return entities;
    }

    /**
     * Writes pending entity changes, then runs SQL on their connection.
     *
     * @throws org.hibernate.JDBCException what the database refused
     */
    public <T> T sql(Work<T> work) {
        Session session = entities.unwrap(Session.class);
        session.flush();
        return session.doReturningWork(work::on);
    }

    /** Outside of any transaction: each statement is one by itself. */
    public <T> T atOnce(Work<T> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return work.on(connection);
        }
    }

    /** Something to do with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
