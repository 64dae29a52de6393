package io.countersign.bench;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * The registry's calls with 20,000 versions of 10,000 models, by four clients: percentiles. The floor is the by-alias lookup
 * as one plain statement on a connection of its own.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(4)
public class RegistryBenchmark {

    /** Seeded once: models with two versions each, three tags on every version, an alias on every model. */
    @State(Scope.Benchmark)
    public static class Seeded {
        @Param({"10000"})
        public int models;

        final Api engineer = People.as("engineer1");
        String filtered = "";

        @Setup(Level.Trial)
        public void seed() throws SQLException {
            Seeder seeder = new Seeder(Countersign.running()::database);
            seeder.versionsUpTo(models, 2);
            seeder.registryTags();
            seeder.analyse();
            filtered = "/api/2.0/mlflow/model-versions/search?max_results=100&filter="
                    + URLEncoder.encode(
                            "tags.region = 'r3' AND tags.team = 't7' AND tags.quality = 'q1'", StandardCharsets.UTF_8);
        }

        String name() {
            return "seeded-" + (1 + ThreadLocalRandom.current().nextInt(models));
        }
    }

    /** A connection for the floor. */
    @State(Scope.Thread)
    public static class Floor {
        Connection database;
        PreparedStatement lookup;

        @Setup(Level.Trial)
        public void open() throws SQLException {
            database = Countersign.running().database();
            lookup = database.prepareStatement("SELECT v.* FROM registry.registered_model m"
                    + " JOIN registry.model_alias a ON a.model_id = m.id"
                    + " JOIN registry.model_version v ON v.model_id = m.id AND v.number = a.version"
                    + " WHERE m.name = ? AND m.deleted_at IS NULL AND a.alias = 'serving'");
        }

        @TearDown(Level.Trial)
        public void close() throws SQLException {
            database.close();
        }
    }

    @Benchmark
    public int searchByThreeTags(Seeded seeded) {
        return found(seeded.engineer.get(seeded.filtered));
    }

    @Benchmark
    public int getLatestVersions(Seeded seeded) {
        return found(seeded.engineer.post(
                "/api/2.0/mlflow/registered-models/get-latest-versions", Map.of("name", seeded.name())));
    }

    @Benchmark
    public int byAlias(Seeded seeded) {
        Api.Answer answer = seeded.engineer.get(
                "/api/2.0/mlflow/registered-models/alias?alias=serving&name=" + seeded.name());
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.status();
    }

    @Benchmark
    public boolean byAliasFloor(Seeded seeded, Floor floor) throws SQLException {
        floor.lookup.setString(1, seeded.name());
        try (ResultSet row = floor.lookup.executeQuery()) {
            return row.next();
        }
    }

    private static int found(Api.Answer answer) {
        int versions = answer.json().path("model_versions").size();
        if (answer.status() != 200 || versions == 0) {
            throw new IllegalStateException("nothing found: " + answer);
        }
        return versions;
    }
}
