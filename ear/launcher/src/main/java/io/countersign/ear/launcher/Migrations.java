package io.countersign.ear.launcher;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Brings the database to the state that this version of the server expects, before the server starts: the modules' own
 * scripts by Flyway, a schema and a history for each, and Camunda's scripts. Done as the owner role.
 */
public final class Migrations {
    /** In the order in which they are migrated. */
    private static final List<String> MODULES =
            List.of("platform", "ledger", "identity", "tracking", "registry", "approvals", "reports");

    private Migrations() {}

    /**
     * Migrates every module that has scripts.
     *
     * @param unguarded the installation's policies guard no stage and no alias
     * @return number of scripts that were applied
     */
    public static int run(DatabaseAccess database, boolean unguarded) {
        int applied = CamundaSchema.create(database) ? 1 : 0;
        for (String module : MODULES) {
            if (Migrations.class.getClassLoader().getResource("db/" + module) != null) {
                applied += migrate(module, database, unguarded);
            }
        }
        return applied;
    }

    private static int migrate(String module, DatabaseAccess database, boolean unguarded) {
        return Flyway.configure()
                .dataSource(database.url(), database.ownerUser(), database.ownerPassword())
                .locations("classpath:db/" + module)
                .schemas(module)
                .placeholders(Map.of("app_role", database.user(), "unguarded", String.valueOf(unguarded)))
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
