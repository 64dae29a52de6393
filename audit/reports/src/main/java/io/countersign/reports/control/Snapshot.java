package io.countersign.reports.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * One view of the database for all that is read inside: the evidence of several modules must belong to the same moment.
 * Also keeps the sources to their word that they only read.
 */
@ApplicationScoped
public class Snapshot {
    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource dataSource;

    /** What the work returns. All modules share the one JTA datasource, so the isolation holds for each of them. */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> T read(Supplier<T> work) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        } catch (SQLException failed) {
            throw new IllegalStateException("The database gives no snapshot", failed);
        }
        return work.get();
    }
}
