package io.countersign.systemtests.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The main path of each part of the console, on real data, without a complaint of the browser or of axe. */
class PagesE2E {
    private static final Countersign COUNTERSIGN = Countersign.running();
    private static final URI BASE = URI.create(COUNTERSIGN.url());
    private static final String PASSWORD = "countersign";
    private static final Api ENGINEER = People.as("engineer1");

    @Test
    void engineerFindsARunAndLooksAtItsCurve() {
        Candidate candidate = Candidate.good(ENGINEER);
        for (int step = 0; step < 3; step++) {
            Api.Answer logged = ENGINEER.post(
                    "/api/2.0/mlflow/runs/log-metric",
                    Map.of(
                            "run_id",
                            candidate.runId,
                            "key",
                            "loss",
                            "value",
                            1.0 / (step + 1),
                            "timestamp",
                            1,
                            "step",
                            step));
            assertThat(logged.status()).as(logged.toString()).isEqualTo(200);
        }
        try (ConsoleUser engineer = ConsoleUser.signedIn(BASE, "/experiments/0", "engineer1", PASSWORD)) {
            Page page = engineer.page;
            page.getByLabel("Filter").fill("attributes.run_id = '" + candidate.runId + "'");
            page.getByRole(AriaRole.BUTTON, named("Search")).click();
            Locator rows = page.getByRole(AriaRole.GRID, named("Runs")).locator("tbody tr");
            assertThat(rows).hasCount(1);
            assertThat(engineer.accessibilityProblems()).isEmpty();

            rows.getByRole(AriaRole.LINK).first().click();
            assertThat(page.getByText(candidate.runId).first()).isVisible();
            assertThat(engineer.accessibilityProblems()).isEmpty();
            page.getByRole(AriaRole.TAB, named("Charts")).click();
            assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("loss. ")))
                    .hasAttribute(
                            "aria-label",
                            java.util.regex.Pattern.compile(".*3 points from 1 at step 0 to 0.3333 at step 2.*"));
            assertThat(engineer.complaints()).isEmpty();
        }
    }

    /** A revoked key dies within a second on every node; asked until then, at the most ten. */
    private static int statusOnceRefused(Api program) {
        Instant end = Instant.now().plusSeconds(10);
        int status;
        do {
            status = program.get("/api/v1/me").status();
        } while (status == 200 && Instant.now().isBefore(end));
        return status;
    }

    @Test
    void keyIsMadeShownOnceUsedAndRevoked() {
        String name = "key-" + UUID.randomUUID();
        try (ConsoleUser engineer = ConsoleUser.signedIn(BASE, "/keys", "engineer1", PASSWORD)) {
            Page page = engineer.page;
            page.getByRole(AriaRole.BUTTON, named("Make a key")).click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Name").fill(name);
            dialog.getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName("Engineer"))
                    .check();
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make key"))
                    .click();
            String secret = page.getByLabel("secret of the key").inputValue();
            Api program = Api.bearing(BASE, () -> secret);
            assertThat(program.get("/api/v1/me")
                            .json()
                            .at("/authentication/method")
                            .textValue())
                    .isEqualTo("api-key");
            page.getByRole(AriaRole.BUTTON, named("I have copied it")).click();
            assertThat(page.getByLabel("secret of the key")).hasCount(0);
            assertThat(engineer.accessibilityProblems()).isEmpty();

            page.getByRole(AriaRole.BUTTON, named("Revoke " + name)).click();
            dialog.getByLabel("Reason").fill("only a test");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Revoke"))
                    .click();
            assertThat(page.getByRole(AriaRole.BUTTON, named("Revoke " + name))).hasCount(0);
            assertThat(statusOnceRefused(program)).isEqualTo(401);
            assertThat(engineer.complaints()).isEmpty();
        }
    }

    @Test
    void ownerFillsInTheInventoryEntryOfAModel() {
        Candidate candidate = Candidate.good(ENGINEER);
        try (ConsoleUser owner =
                ConsoleUser.signedIn(BASE, "/models/" + candidate.model + "?tab=inventory", "owner1", PASSWORD)) {
            Page page = owner.page;
            page.getByRole(AriaRole.BUTTON, named("Fill in")).click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Purpose", new Locator.GetByLabelOptions().setExact(true))
                    .fill("Decides on consumer loans");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.getByText("Decides on consumer loans")).isVisible();
            assertThat(People.as("owner1")
                            .get("/api/v1/models/" + candidate.model + "/inventory")
                            .json()
                            .at("/fields/purpose")
                            .textValue())
                    .isEqualTo("Decides on consumer loans");
            assertThat(owner.accessibilityProblems()).isEmpty();
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void auditorSeesWhoMayDoWhat() {
        assertThat(ENGINEER.get("/api/v1/me").status()).isEqualTo(200);
        try (ConsoleUser auditor = ConsoleUser.signedIn(BASE, "/access", "auditor1", PASSWORD)) {
            assertThat(auditor.page.getByRole(AriaRole.GRID, named("People"))).isVisible();
            assertThat(auditor.accessibilityProblems()).isEmpty();
            assertThat(auditor.complaints()).isEmpty();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
