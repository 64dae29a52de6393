package io.countersign.tracking.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.Session;

/** The module's schema in the transaction under way: entities, and SQL on the very same connection. */
@ApplicationScoped
public class TrackingDatabase {
    @PersistenceContext(unitName = "tracking")
    private EntityManager entities;

    /** For the container, which fills in the persistence context. */
    @SuppressWarnings("NullAway.Init")
    public TrackingDatabase() {}

    public TrackingDatabase(EntityManager entities) {
        this.entities = entities;
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

    /** Something to do with a connection that belongs to the transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
