package io.countersign.registry.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The searches that must be quick among 20,000 versions of 10,000 models read few pages, whatever else is there. */
class RegistrySearchPlanIT {
    private static RegistryFixture fixture;

    @BeforeAll
    static void seed() {
        fixture = new RegistryFixture();
        RegistryFixture.sql(
                fixture.database.superuser(),
                "INSERT INTO registry.registered_model (id, name, description, last_version, created_at, updated_at,"
                        + " created_by, created_by_name, created_entry) SELECT gen_random_uuid(), 'seeded-' || n, '', 2,"
                        + " now(), now(), 's', 's', gen_random_uuid() FROM generate_series(1, 10000) AS n",
                "INSERT INTO registry.model_version (id, model_id, number, stage, exclusive, description, source,"
                        + " download_uri, run_link, registered_at, registered_by, registered_by_name, updated_at)"
                        + " SELECT gen_random_uuid(), m.id, v, 'None', false, '', 's3://s/' || v, '', '', now(), 's', 's',"
                        + " now() FROM registry.registered_model m, generate_series(1, 2) AS v",
                "INSERT INTO registry.model_version_tag (version_id, key, value) SELECT v.id, t.key, t.value"
                        + " FROM registry.model_version v CROSS JOIN LATERAL"
                        + " (VALUES ('region', 'r' || abs(hashtext(v.id::text)) % 10),"
                        + " ('team', 't' || abs(hashtext(v.id::text || 'team')) % 20),"
                        + " ('quality', 'q' || abs(hashtext(v.id::text || 'quality')) % 5)) AS t (key, value)",
                "INSERT INTO registry.model_alias (model_id, alias, version) SELECT m.id, 'serving', 2"
                        + " FROM registry.registered_model m",
                "VACUUM ANALYZE registry.registered_model",
                "VACUUM ANALYZE registry.model_version",
                "VACUUM ANALYZE registry.model_version_tag",
                "VACUUM ANALYZE registry.model_alias");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void threeTagFilters() {
        String plan = plan("tags.region = 'r3' AND tags.team = 't7' AND tags.quality = 'q1'");
        assertThat(plan)
                .contains("Bitmap Index Scan on model_version_tag_terms")
                .doesNotContain("Seq Scan");
    }

    private static String plan(String filter) {
        return String.join("\n", fixture.<List<String>>inTransaction(in -> Search.of(filter, null, 100, null, 100, 1000)
                .run(
                        SearchedKind.VERSIONS,
                        VisibleModels.to(RegistryFixture.person("greg")),
                        "v.updated_at DESC, m.name, v.number DESC",
                        (end, arguments) -> in.database.list(
                                "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) SELECT v.id FROM registry.model_version v"
                                        + " JOIN registry.registered_model m ON m.id = v.model_id"
                                        + " WHERE v.deleted_at IS NULL AND m.deleted_at IS NULL" + end,
                                row -> row.getString(1),
                                arguments))
                .items()));
    }
}
