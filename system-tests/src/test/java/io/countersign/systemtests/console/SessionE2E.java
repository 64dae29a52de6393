package io.countersign.systemtests.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.countersign.ear.launcher.KeycloakAdministration;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The session of a person at the console: its cookie, its end, fresh authentication, a role that is taken away. */
class SessionE2E {
    private static final Countersign COUNTERSIGN = Countersign.running();
    private static final URI BASE = URI.create(COUNTERSIGN.url());
    private static final String PASSWORD = "countersign";
    private static final String DIGEST = "5e".repeat(32);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Cookie session(ConsoleUser user) {
        return user.page.context().cookies(COUNTERSIGN.url()).stream()
                .filter(cookie -> cookie.name.equals("countersign-session"))
                .findFirst()
                .orElseThrow();
    }

    /** What the console's own API answers in this session. */
    private static JsonNode fetched(ConsoleUser user, String path) {
        Object answer = user.page.evaluate(
                "path => fetch(path, {headers: {'X-Requested-With': 'test'}}).then(async r => "
                        + "JSON.stringify({status: r.status, body: await r.json()}))",
                path);
        try {
            return JSON.readTree(String.valueOf(answer));
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSitesAndChangesWithTheLogin() {
        try (ConsoleUser user = ConsoleUser.signedIn(BASE, "/inbox", "approver1", PASSWORD)) {
            Cookie first = session(user);
            assertThat(first.httpOnly).isTrue();
            assertThat(first.sameSite).isEqualTo(SameSiteAttribute.LAX);
            assertThat(String.valueOf(user.page.evaluate("document.cookie"))).doesNotContain("countersign-session");

            user.page.navigate(COUNTERSIGN.url() + "/login/");

            assertThat(session(user).value).isNotEqualTo(first.value);
            assertThat(fetched(user, "/ajax-api/v1/me").path("status").intValue())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSessionIdThatSomebodyPlantedIsNotSignedIn() {
        try (ConsoleUser user = ConsoleUser.signedOut()) {
            Cookie planted = new Cookie("countersign-session", "planted-by-somebody").setUrl(COUNTERSIGN.url());
            user.page.context().addCookies(List.of(planted));
            user.signIn(BASE, "/inbox", "approver1", PASSWORD);

            assertThat(session(user).value).doesNotContain("planted-by-somebody");
            assertThat(Countersign.send(COUNTERSIGN
                                    .at("/ajax-api/v1/me")
                                    .header("Cookie", "countersign-session=planted-by-somebody"))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void logoutEndsTheSessionHereAndAtTheIdentityProvider() {
        try (ConsoleUser user = ConsoleUser.signedIn(BASE, "/inbox", "approver1", PASSWORD)) {
            String value = session(user).value;
            user.page.navigate(COUNTERSIGN.url() + "/logout");
            user.page.navigate(COUNTERSIGN.url() + "/inbox");

            user.page.locator("input[name=password]").waitFor();
            assertThat(Countersign.send(
                                    COUNTERSIGN.at("/ajax-api/v1/me").header("Cookie", "countersign-session=" + value))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aFreshLoginCountsForTheDigestThatItWasAskedFor() {
        try (ConsoleUser user = ConsoleUser.signedIn(BASE, "/inbox", "approver1", PASSWORD)) {
            assertThat(fetched(user, "/ajax-api/v1/me").at("/body/authentication/stepUps"))
                    .isEmpty();
            Instant before = Instant.now();

            Page page = user.page;
            page.navigate(COUNTERSIGN.url() + "/step-up?digest=" + DIGEST + "&to=%2Finbox");
            page.locator("input[name=password]").fill(PASSWORD);
            page.locator("[type=submit]").click();
            page.waitForURL(COUNTERSIGN.url() + "/inbox?step-up=done");

            JsonNode me = fetched(user, "/ajax-api/v1/me");
            JsonNode stepUp = me.at("/body/authentication/stepUps/0");
            assertThat(me.path("status").intValue()).isEqualTo(200);
            assertThat(stepUp.path("digest").textValue()).isEqualTo(DIGEST);
            assertThat(Instant.parse(stepUp.path("at").textValue())).isAfter(before.minusSeconds(5));
        }
    }

    @Test
    void nobodyComesBackFromALoginThatWasNotAskedFor() {
        try (ConsoleUser user = ConsoleUser.signedIn(BASE, "/inbox", "approver1", PASSWORD)) {
            int status = user.page
                    .navigate(COUNTERSIGN.url() + "/step-up/callback?code=stolen&state=guessed")
                    .status();

            assertThat(status).isEqualTo(400);
            assertThat(fetched(user, "/ajax-api/v1/me").at("/body/authentication/stepUps"))
                    .isEmpty();
        }
    }

    @Test
    void aPageOfAnotherSiteIsNoPlaceToComeBackTo() {
        try (ConsoleUser user = ConsoleUser.signedIn(BASE, "/inbox", "approver1", PASSWORD)) {
            for (String to : List.of("https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example")) {
                assertThat(user.page
                                .navigate(COUNTERSIGN.url() + "/step-up?digest=" + DIGEST + "&to=" + to)
                                .status())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneFromALiveSessionWithinTheLifeOfAToken() {
        KeycloakAdministration keycloak = COUNTERSIGN.keycloak().administration();
        String user = People.newUser("demoted", List.of("auditor"));
        tokensOfTheConsoleLive(keycloak, "15");
        try (ConsoleUser auditor = ConsoleUser.signedIn(BASE, "/inbox", user, PASSWORD)) {
            assertThat(fetched(auditor, "/ajax-api/v1/people").path("status").intValue())
                    .isEqualTo(200);

            String id = keycloak.get("/realms/countersign/users?exact=true&username=" + user)
                    .at("/0/id")
                    .asText();
            keycloak.delete(
                    "/realms/countersign/users/" + id + "/role-mappings/realm",
                    JSON.createArrayNode().add(keycloak.get("/realms/countersign/roles/auditor")));

            Instant patience = Instant.now().plusSeconds(60);
            int status = fetched(auditor, "/ajax-api/v1/people").path("status").intValue();
            while (status == 200 && Instant.now().isBefore(patience)) {
                status = fetched(auditor, "/ajax-api/v1/people").path("status").intValue();
            }
            assertThat(status).isEqualTo(403);
        } finally {
            tokensOfTheConsoleLive(keycloak, "300");
        }
    }

    private static void tokensOfTheConsoleLive(KeycloakAdministration keycloak, String seconds) {
        ObjectNode client = (ObjectNode) keycloak.get("/realms/countersign/clients?clientId=countersign-console")
                .path(0);
        client.withObject("/attributes").put("access.token.lifespan", seconds);
        keycloak.put("/realms/countersign/clients/" + client.path("id").asText(), client);
    }
}
