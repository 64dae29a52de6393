package io.countersign.bench;

import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
 * as one plain statement on a connection of its own. The last three are what the reference server was measured with.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(4)
public class RegistryBenchmark {
    private static final String API = "/api/2.0/mlflow/";

    /** Seeded once: models with two versions each, three tags on every version, an alias on every model. */
    @State(Scope.Benchmark)
    public static class Seeded {
        @Param({"10000"})
        public int models;

        String threeTags = "";
        String oneTag = "";
        String newVersion = "";

        @Setup(Level.Trial)
        public void seed() throws SQLException {
            Seeder seeder = new Seeder(Countersign.running()::database);
            seeder.versionsUpTo(models, 2);
            seeder.registryTags();
            seeder.analyse();
            threeTags = versions("tags.region = 'r3' AND tags.team = 't7' AND tags.quality = 'q1'");
            oneTag = versions("tags.team = 't7'");
            Candidate candidate = Candidate.good(People.as("engineer1"));
            newVersion = "{\"name\":\"" + candidate.model + "\",\"source\":\"runs:/" + candidate.runId + "/model\"}";
        }

        private static String versions(String filter) {
            return API + "model-versions/search?max_results=100&filter="
                    + URLEncoder.encode(filter, StandardCharsets.UTF_8);
        }

        String name() {
            return "seeded-" + number();
        }

        int number() {
            return 1 + ThreadLocalRandom.current().nextInt(models);
        }
    }

    /** One client. */
    @State(Scope.Thread)
    public static class Client {
        final Caller caller = new Caller();

        long get(String path) {
            long answered = caller.get(path);
            if (answered < 20) {
                throw new IllegalStateException("nothing found: " + path);
            }
            return answered;
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
    public long searchByThreeTags(Seeded seeded, Client client) {
        return client.get(seeded.threeTags);
    }

    @Benchmark
    public String getLatestVersions(Seeded seeded, Client client) {
        return client.caller.post(
                API + "registered-models/get-latest-versions", "{\"name\":\"" + seeded.name() + "\"}");
    }

    @Benchmark
    public long byAlias(Seeded seeded, Client client) {
        return client.get(API + "registered-models/alias?alias=serving&name=" + seeded.name());
    }

    @Benchmark
    public boolean byAliasFloor(Seeded seeded, Floor floor) throws SQLException {
        floor.lookup.setString(1, seeded.name());
        try (ResultSet row = floor.lookup.executeQuery()) {
            return row.next();
        }
    }

    @Benchmark
    public long modelsByPartOfTheName(Seeded seeded, Client client) {
        return client.get(API + "registered-models/search?max_results=100&filter="
                + URLEncoder.encode("name LIKE '%ded-" + seeded.number() + "%'", StandardCharsets.UTF_8));
    }

    @Benchmark
    public long versionsByOneTag(Seeded seeded, Client client) {
        return client.get(seeded.oneTag);
    }

    @Benchmark
    public String createVersion(Seeded seeded, Client client) {
        return client.caller.post(API + "model-versions/create", seeded.newVersion);
    }
}
