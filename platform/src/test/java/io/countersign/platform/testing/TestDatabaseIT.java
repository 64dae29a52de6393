package io.countersign.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    @Test
    void applicationRoleHasNoDdl() throws SQLException {
        try (Connection connection = TestDatabase.with().application().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE SCHEMA sneaky"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void eachDatabaseIsItsOwn() throws SQLException {
        TestDatabase one = TestDatabase.with();
        TestDatabase other = TestDatabase.with();
        try (Connection connection = one.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA here");
        }
        try (Connection connection = other.owner().getConnection()) {
            assertThat(connection.getMetaData().getSchemas(null, "here").next()).isFalse();
        }
    }
}
