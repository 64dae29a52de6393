package io.countersign.systemtests.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** An approver's way through the console: login, inbox, signature, report. */
class ApprovalE2E {
    private static final Countersign COUNTERSIGN = Countersign.running();
    private static final URI BASE = URI.create(COUNTERSIGN.url());
    private static final String PASSWORD = "countersign";
    private static final Api ENGINEER = People.as("engineer1");

    @Test
    void signatureFromTheInboxPutsTheVersionIntoProduction() throws Exception {
        Candidate candidate = Candidate.good(ENGINEER);
        JsonNode promotion = candidate.requestProduction(ENGINEER).json();
        String digest = promotion.path("evidenceDigest").textValue();
        assertThat(digest).hasSize(64);

        try (ConsoleUser approver = ConsoleUser.signedIn(BASE, "/inbox", "approver1", PASSWORD)) {
            Page page = approver.page;
            String version = candidate.model + ", version " + candidate.version;
            page.getByRole(AriaRole.LINK, named(version)).click();
            assertThat(page.getByRole(AriaRole.HEADING, heading(version + " to Production")))
                    .isVisible();

            sign(page, digest);
            assertThat(page.getByText("in the ledger as leaf")).isVisible();
            assertThat(page.getByText("is in Production")).isVisible();
            assertThat(candidate.stage(ENGINEER)).isEqualTo("Production");

            assertReportIsDownloaded(page, promotion.path("id").textValue());
            assertThat(approver.complaints()).isEmpty();
        }
    }

    @Test
    void requesterIsNotOfferedTheSignature() {
        Candidate candidate = Candidate.good(ENGINEER);
        JsonNode promotion = candidate.requestProduction(ENGINEER).json();

        try (ConsoleUser engineer =
                ConsoleUser.signedIn(BASE, "/promotions/" + promotion.path("id").textValue(), "engineer1", PASSWORD)) {
            Page page = engineer.page;
            assertThat(page.getByRole(AriaRole.BUTTON, named("Withdraw request")))
                    .isVisible();
            assertThat(page.getByRole(AriaRole.BUTTON, named("Review and sign")))
                    .hasCount(0);
        }
    }

    private static void sign(Page page, String digest) {
        page.getByRole(AriaRole.BUTTON, named("Review and sign")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        Locator confirmation = dialog.getByRole(AriaRole.CHECKBOX);
        assertThat(dialog).containsText("I sign digest " + digest);
        assertThat(dialog.getByRole(AriaRole.BUTTON, buttonIn("Sign"))).isDisabled();
        dialog.getByLabel("Comment").fill("Evidence read, slices checked");
        confirmation.check();
        dialog.getByRole(AriaRole.BUTTON, buttonIn("Sign")).click();
    }

    private static void assertReportIsDownloaded(Page page, String promotionId) throws Exception {
        page.getByRole(AriaRole.BUTTON, named("Make report")).click();
        Locator save = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Download PDF"));
        Download download = page.waitForDownload(save::click);
        byte[] pdf = Files.readAllBytes(download.path());

        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        JsonNode report = People.as("approver1")
                .get("/api/v1/reports?subjectKind=promotion&subjectId=" + promotionId)
                .json()
                .at("/items/0");
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(pdf);
        assertThat(HexFormat.of().formatHex(sha256))
                .isEqualTo(report.path("sha256").textValue());
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions heading(String name) {
        return named(name).setLevel(1);
    }

    private static Locator.GetByRoleOptions buttonIn(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
