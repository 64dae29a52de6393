package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.LoadState;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.console.ConsoleUser;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Script in every text that people and programs can enter, looked at in a browser that does not mind the content security
 * policy: what keeps it from running is that it is escaped. The places to enter are taken from the OpenAPI file, the pages
 * to look at are found by following the console's links.
 */
class StoredScriptE2E {
    private static final String SCRIPT = "\"'><img src=x onerror=alert('hit')><svg onload=alert('hit')>"
            + "<script>alert('hit')</script><a href=\"javascript:alert('hit')\">x</a>{{alert('hit')}}";
    private static final String LINK = "javascript:alert('hit')";
    private static final String WATCH = "window.hits = []; window.alert = text => window.hits.push(text);";
    private static final int PAGES = 120;

    private static Countersign countersign;
    private static Callers callers;
    private static int entered;

    @BeforeAll
    static void enterItEverywhere() {
        countersign = Countersign.beside(Map.of());
        callers = new Callers(countersign);
        Map<String, String> known = mlflowTexts();
        for (String text : List.of(SCRIPT, LINK)) {
            FriendlyCalls calls = new FriendlyCalls(text, known);
            for (Endpoint endpoint : Endpoint.own()) {
                if (endpoint.changes() && !endpoint.body().isMissingNode()) {
                    entered += accepted(endpoint, calls) ? 1 : 0;
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        countersign.stop();
    }

    @Test
    void whatIsLookedForIsFoundWhenItIsThere() {
        try (ConsoleUser user = visitor("engineer1")) {
            user.page.evaluate("script => document.body.insertAdjacentHTML('beforeend', script)", SCRIPT);
            user.page.waitForFunction("() => window.hits.length > 0");
            assertThat(user.page.locator("img[src='x']").count()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"engineer1", "approver1", "owner1", "auditor1", "admin1"})
    void noKindOfPageRunsOrKeepsIt(String person) {
        walk(person, 1);
    }

    /** Long: only in the deep build. */
    @ParameterizedTest
    @Tag("deep")
    @ValueSource(strings = {"engineer1", "approver1", "owner1", "auditor1", "admin1"})
    void noPageRunsOrKeepsIt(String person) {
        walk(person, PAGES);
    }

    /** Follows all links from the first page, to at most so many pages that differ in nothing but the thing they show. */
    private static void walk(String person, int ofAKind) {
        try (ConsoleUser user = visitor(person)) {
            Set<String> seen = new TreeSet<>();
            Map<String, Integer> kinds = new HashMap<>();
            Deque<String> next = new ArrayDeque<>(List.of("/"));
            while (!next.isEmpty() && seen.size() < PAGES) {
                String path = next.poll();
                if (!seen.contains(path) && kinds.merge(kind(path), 1, Integer::sum) <= ofAKind) {
                    seen.add(path);
                    open(user.page, path);
                    assertClean(user.page, path);
                    next.addAll(links(user.page));
                }
            }
            assertThat(seen.size()).as("pages found from the first one").isGreaterThan(5);
        }
    }

    private static String kind(String path) {
        return path.replaceFirst("^(/(?:models|policies)/)[^/?]+", "$1*")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|(?<=[/=])\\d+", "*");
    }

    @Test
    void textsWereEntered() {
        assertThat(entered).as("calls of the own API that took the text").isPositive();
    }

    @Test
    void uploadedPageIsADownloadAndNoPage() {
        Api engineer = as("engineer1");
        String run = run(engineer);
        engineer.put(
                "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/page.html",
                SCRIPT.getBytes(StandardCharsets.UTF_8));
        Api.Answer answer = engineer.get("/get-artifact?run_id=" + run + "&path=page.html");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("content-disposition").get(0)).startsWith("attachment");
        assertThat(answer.headers().get("x-content-type-options")).containsExactly("nosniff");
        assertThat(answer.headers().get("content-security-policy").get(0)).contains("default-src 'none'");
    }

    private static ConsoleUser visitor(String person) {
        ConsoleUser user = ConsoleUser.signedIn(
                URI.create(countersign.url()),
                "/",
                person,
                "countersign",
                new Browser.NewContextOptions().setBypassCSP(true));
        user.page.addInitScript(WATCH);
        user.page.reload();
        return user;
    }

    private static void open(Page page, String path) {
        try {
            page.navigate(countersign.url() + path);
            page.waitForLoadState(LoadState.NETWORKIDLE);
        } catch (PlaywrightException download) {
            assertThat(download.getMessage()).contains("ownload");
        }
    }

    private static void assertClean(Page page, String path) {
        assertThat(page.evaluate("() => (window.hits || []).length"))
                .as("scripts run on " + path)
                .isEqualTo(0);
        assertThat(page.locator("img[src='x'], a[href^='javascript:'], svg[onload]")
                        .count())
                .as("markup taken over on " + path)
                .isZero();
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return (List<String>)
                page.evaluate(
                        "() => [...document.querySelectorAll('a[href]')]"
                                + ".filter(a => a.origin === location.origin && !a.hasAttribute('download'))"
                                + ".map(a => a.pathname + a.search)"
                                + ".filter(p => !p.startsWith('/logout') && !p.startsWith('/ajax-api') && !p.startsWith('/get-artifact'))");
    }

    /** Whether anybody could call it so. */
    private static boolean accepted(Endpoint endpoint, FriendlyCalls calls) {
        for (String person : List.of("engineer1", "owner1", "validator1", "approver1", "admin1")) {
            Api.Answer answer = as(person).call(endpoint.method(), "/api" + calls.path(endpoint), calls.body(endpoint));
            assertThat(answer.status()).as(endpoint + " " + answer).isLessThan(500);
            if (answer.status() < 300) {
                return true;
            }
        }
        return false;
    }

    /** Script in every text of MLflow's API; the names of what it stands on. */
    private static Map<String, String> mlflowTexts() {
        Api engineer = as("engineer1");
        String model = "m" + SCRIPT;
        engineer.post("/api/2.0/mlflow/experiments/create", Map.of("name", SCRIPT, "tags", tags()));
        String run = run(engineer);
        for (String key : List.of(
                "mlflow.runName",
                "mlflow.note.content",
                "mlflow.user",
                "mlflow.source.name",
                "mlflow.source.git.commit")) {
            engineer.post("/api/2.0/mlflow/runs/set-tag", Map.of("run_id", run, "key", key, "value", SCRIPT));
        }
        engineer.post("/api/2.0/mlflow/runs/log-parameter", Map.of("run_id", run, "key", "p", "value", SCRIPT));
        engineer.post(
                "/api/2.0/mlflow/runs/log-metric",
                Map.of("run_id", run, "key", "test/auc", "value", 0.9, "timestamp", 1));
        engineer.post(
                "/api/2.0/mlflow/runs/log-inputs",
                Map.of(
                        "run_id",
                        run,
                        "datasets",
                        List.of(Map.of(
                                "dataset",
                                Map.of(
                                        "name",
                                        SCRIPT,
                                        "digest",
                                        "d",
                                        "source_type",
                                        SCRIPT,
                                        "source",
                                        SCRIPT,
                                        "schema",
                                        SCRIPT)))));
        String file = URLEncoder.encode("<img src=x onerror=alert('hit')>.txt", StandardCharsets.UTF_8)
                .replace("+", "%20");
        engineer.put("/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/" + file, new byte[] {1});
        engineer.put(
                "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/MLmodel",
                SCRIPT.getBytes(StandardCharsets.UTF_8));
        engineer.post("/api/2.0/mlflow/runs/update", Map.of("run_id", run, "status", "FINISHED", "end_time", 2));
        engineer.post(
                "/api/2.0/mlflow/registered-models/create",
                Map.of("name", model, "description", SCRIPT, "tags", tags()));
        Api.Answer version = engineer.post(
                "/api/2.0/mlflow/model-versions/create",
                Map.of(
                        "name",
                        model,
                        "source",
                        "runs:/" + run + "/model",
                        "run_id",
                        run,
                        "description",
                        SCRIPT,
                        "run_link",
                        LINK,
                        "tags",
                        tags()));
        assertThat(version.status()).as(version.toString()).isEqualTo(200);
        Map<String, String> known = new HashMap<>();
        String promotion = as("owner1")
                .post(
                        "/api/v1/promotions",
                        Map.of(
                                "model",
                                model,
                                "version",
                                1,
                                "stage",
                                "Staging",
                                "rationale",
                                SCRIPT,
                                "archiveExisting",
                                false))
                .json()
                .path("id")
                .asText();
        known.put("name", model);
        known.put("version", "1");
        known.put("model", model);
        known.put("run_id", run);
        known.put("runId", run);
        known.put("stage", "Staging");
        if (!promotion.isEmpty()) {
            known.put("id", promotion);
        }
        return known;
    }

    private static List<Map<String, String>> tags() {
        return List.of(Map.of("key", "t", "value", SCRIPT), Map.of("key", "link", "value", LINK));
    }

    private static String run(Api engineer) {
        return engineer.post("/api/2.0/mlflow/runs/create", Map.of("experiment_id", "0", "run_name", SCRIPT))
                .json()
                .at("/run/info/run_id")
                .asText();
    }

    private static Api as(String person) {
        return callers.as(person);
    }
}
