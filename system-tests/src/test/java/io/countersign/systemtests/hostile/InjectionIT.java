package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** SQL in every parameter that a search takes, of every endpoint that is written down. */
class InjectionIT {
    private static final List<String> SQL = List.of(
            "' OR '1'='1",
            "' OR 1=1 --",
            "'; UPDATE registry.registered_model SET name = 'owned'; --",
            "') UNION SELECT rolname, rolpassword FROM pg_authid --",
            "name = 'x' OR 1=1",
            "name = '' UNION SELECT rolpassword FROM pg_authid --'",
            "name = 'x'' OR ''1''=''1'",
            "tags.`x' OR '1'='1` = 'a'",
            "tags.\"x\" = 'a'; DROP TABLE tracking.run",
            "params.`a``; DELETE FROM tracking.run; --` = '1'",
            "metrics.`a` > 0); DELETE FROM tracking.run; --",
            "name ASC; DROP TABLE tracking.run",
            "name; SELECT pg_terminate_backend(pg_backend_pid())",
            "(CASE WHEN (SELECT 1 FROM pg_authid LIMIT 1) = 1 THEN name ELSE version END)",
            "1; SELECT 1",
            "1 OR 1=1",
            "$$ || pg_read_file('/etc/passwd') || $$",
            "\\' OR 1=1 --",
            "%' OR '%'='");

    private final Api auditor = People.as("auditor1");
    private final Api admin = People.as("admin1");

    @Test
    void sqlInAParameterIsTextOrIsRefused() {
        Map<String, String> before = BusinessRows.of(Countersign.running());
        List<String> defects = new ArrayList<>();
        Set<String> attacked = new TreeSet<>();
        for (Endpoint endpoint : Endpoint.all()) {
            for (String parameter : endpoint.changes() ? Set.<String>of() : Set.copyOf(endpoint.query())) {
                attacked.add(endpoint.path() + " " + parameter);
                for (String sql : SQL) {
                    String path =
                            mounted(endpoint) + "?" + parameter + "=" + URLEncoder.encode(sql, StandardCharsets.UTF_8);
                    judge(auditor.get(path), path, defects);
                }
            }
            if (endpoint.method().equals("POST") && endpoint.path().endsWith("/search")) {
                attacked.add(endpoint.path());
                SQL.forEach(sql -> judge(
                        admin.post(mounted(endpoint), search(endpoint, sql)), endpoint.path() + " " + sql, defects));
            }
        }
        assertThat(defects).as(defects.size() + " defects").isEmpty();
        assertThat(attacked).anyMatch(each -> each.endsWith("filter")).hasSizeGreaterThan(30);
        assertThat(BusinessRows.of(Countersign.running())).isEqualTo(before);
    }

    private static void judge(Api.Answer answer, String call, List<String> defects) {
        String text = answer.text();
        if (answer.status() >= 500 && answer.status() != 501
                || text.contains("SCRAM-SHA")
                || text.contains("root:x:0")
                || text.contains("PSQLException")) {
            defects.add(call + " -> " + answer);
        }
    }

    private static String search(Endpoint endpoint, String sql) {
        ObjectNode body = new ObjectMapper().createObjectNode();
        endpoint.body().path("properties").fieldNames().forEachRemaining(name -> {
            switch (name) {
                case "filter", "page_token" -> body.put(name, sql);
                case "order_by" -> body.putArray(name).add(sql);
                case "experiment_ids" -> body.putArray(name).add("0").add(sql);
                default -> {}
            }
        });
        return body.toString();
    }

    private static String mounted(Endpoint endpoint) {
        String path = endpoint.path().replaceAll("\\{[^}]+}", "1");
        return path.matches("/v1/.*|/[23]\\.0/.*") ? "/api" + path : path;
    }
}
