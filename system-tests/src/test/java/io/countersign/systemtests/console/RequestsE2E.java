package io.countersign.systemtests.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is asked for in the console and needs two persons: an emergency change with its review, another risk tier. */
class RequestsE2E {
    private static final URI BASE = URI.create(Countersign.running().url());
    private static final String PASSWORD = "countersign";
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final Api ENGINEER = People.as("engineer1");

    @Test
    void versionThatWouldNotPassEntersByAnEmergencyChangeAndIsReviewedAfterwards() {
        Candidate candidate = Candidate.goodBut(ENGINEER, Map.of("test/auc", 0.5));
        String request;
        try (ConsoleUser engineer = ConsoleUser.signedIn(
                BASE, "/models/" + candidate.model + "/versions/1?tab=dry-run", "engineer1", PASSWORD)) {
            Page page = engineer.page;
            page.getByRole(AriaRole.BUTTON, named("Judge it")).click();
            // The first judgement of a server reads its decision tables.
            page.getByText("It would be refused").waitFor();
            Locator failed = page.getByRole(AriaRole.GRID, named("Thresholds"))
                    .locator("tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("Failed"))
                    .first();
            assertThat(failed).containsText("test/auc");
            assertThat(failed).containsText("0.5");
            assertThat(engineer.accessibilityProblems()).isEmpty();
            assertThat(ENGINEER.get("/api/v1/promotions?model=" + candidate.model)
                            .json()
                            .path("items"))
                    .isEmpty();

            page.getByRole(AriaRole.BUTTON, named("Emergency change")).click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("it cannot be skipped");
            dialog.getByLabel("Target").selectOption("stage:Production");
            dialog.getByLabel("Rationale").fill("The version in production refuses everybody");
            assertThat(engineer.accessibilityProblems()).isEmpty();
            dialog.getByRole(AriaRole.BUTTON, buttonIn("Request emergency change"))
                    .click();
            page.waitForURL(Pattern.compile(".*/promotions/[0-9a-f-]+"));
            request = page.url().substring(page.url().lastIndexOf('/'));
            assertThat(page.getByText("You requested this")).isVisible();
            assertThat(engineer.complaints()).isEmpty();
        }
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");

        sign(request, "approver1", "Confirmed by telephone");
        assertThat(candidate.stage(ENGINEER)).isEqualTo("Production");
        sign(request, "validator1", "It was right");
        JsonNode review = ENGINEER.get("/api/v1/promotions" + request).json().path("review");
        assertThat(review.path("upheld").booleanValue()).as(review.toString()).isTrue();
    }

    @Test
    void riskTierIsAskedForByOnePersonAndApprovedByAnother() {
        Candidate candidate = Candidate.good(ENGINEER);
        String inventory = "/models/" + candidate.model + "?tab=inventory";
        String reason = "Its results are sold to other banks";
        try (ConsoleUser owner = ConsoleUser.signedIn(BASE, inventory, "owner1", PASSWORD)) {
            Page page = owner.page;
            page.getByRole(AriaRole.BUTTON, named("Ask for another tier")).click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Risk tier").selectOption("1");
            dialog.getByLabel("Reason").fill(reason);
            dialog.getByRole(AriaRole.BUTTON, buttonIn("Ask")).click();
            assertThat(page.getByText("Waits for a risk approver")).isVisible();
            assertThat(page.getByRole(AriaRole.BUTTON, named("Approve"))).hasCount(0);
            uploadDocument(page, candidate);
            assertThat(owner.accessibilityProblems()).isEmpty();
            assertThat(owner.complaints()).isEmpty();
        }
        assertThat(tier(candidate).path("source").textValue()).isNotEqualTo("override");

        try (ConsoleUser approver = ConsoleUser.signedIn(BASE, inventory, "approver1", PASSWORD)) {
            Page page = approver.page;
            assertThat(page.getByText(reason)).isVisible();
            page.getByRole(AriaRole.BUTTON, named("Approve")).click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Comment").fill("Agreed");
            dialog.getByRole(AriaRole.BUTTON, buttonIn("Approve")).click();
            assertThat(page.getByText("set by a person, approved by another")).isVisible();
            assertThat(approver.accessibilityProblems()).isEmpty();
            assertThat(approver.complaints()).isEmpty();
        }
        assertThat(tier(candidate).path("source").textValue()).isEqualTo("override");
        assertThat(tier(candidate).path("value").intValue()).isEqualTo(1);
    }

    private static void uploadDocument(Page page, Candidate candidate) {
        page.getByRole(AriaRole.TAB, named("Documentation")).click();
        page.getByRole(AriaRole.BUTTON, named("Upload a document")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Section").selectOption("risks-and-controls");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("risks.txt", "text/plain", "abc".getBytes(StandardCharsets.UTF_8)));
        assertThat(dialog.getByText(SHA256_OF_ABC)).isVisible();
        dialog.getByRole(AriaRole.BUTTON, buttonIn("Upload")).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Download risks.txt, revision 1")))
                .isVisible();
        JsonNode kept = People.as("owner1")
                .get("/api/v1/models/" + candidate.model + "/documents")
                .json()
                .at("/items/0");
        assertThat(kept.path("sha256").textValue()).isEqualTo(SHA256_OF_ABC);
    }

    /** The same page serves who confirms the change and who reviews it afterwards. */
    private static void sign(String request, String who, String comment) {
        try (ConsoleUser signer = ConsoleUser.signedIn(BASE, "/promotions" + request, who, PASSWORD)) {
            Page page = signer.page;
            page.getByRole(AriaRole.BUTTON, named("Review and sign")).click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Comment").fill(comment);
            dialog.getByRole(AriaRole.CHECKBOX).check();
            dialog.getByRole(AriaRole.BUTTON, buttonIn("Sign")).click();
            assertThat(page.getByText("in the ledger as leaf")).isVisible();
            assertThat(signer.complaints()).isEmpty();
        }
    }

    private static JsonNode tier(Candidate candidate) {
        return ENGINEER.get("/api/v1/models/" + candidate.model + "/inventory")
                .json()
                .path("tier");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions buttonIn(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
