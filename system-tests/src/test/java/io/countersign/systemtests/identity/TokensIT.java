package io.countersign.systemtests.identity;

import static io.countersign.systemtests.Countersign.json;
import static io.countersign.systemtests.Countersign.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.ear.launcher.KeycloakAdministration;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tokens of the real identity provider that must not be taken, and those that must although something changed. */
class TokensIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Countersign countersign = Countersign.running();
    private final KeycloakAdministration keycloak = countersign.keycloak().administration();

    private int statusOf(String token, String path) {
        return send(countersign.at(path).header("Authorization", "Bearer " + token))
                .statusCode();
    }

    @Test
    void aTokenOfAnotherRealmOfTheSameProviderIsRefused() {
        String realm = "other-" + UUID.randomUUID();
        String template = """
                {"realm": "%s", "enabled": true,
                 "roles": {"realm": [{"name": "admin"}]},
                 "clients": [{"clientId": "cli", "enabled": true, "publicClient": true, "directAccessGrantsEnabled": true,
                   "protocolMappers": [{"name": "aud", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                     "config": {"included.custom.audience": "countersign-api", "access.token.claim": "true"}}]}],
                 "users": [{"username": "eve", "enabled": true, "email": "eve@example.org", "emailVerified": true,
                   "firstName": "Eve", "lastName": "Other", "realmRoles": ["admin"],
                   "credentials": [{"type": "password", "value": "countersign"}]}]}
                """.formatted(realm);
        keycloak.post("/realms", parse(template));
        String token = json(send(
                        HttpRequest.newBuilder(URI.create(countersign.keycloak().address() + "/realms/" + realm
                                        + "/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "grant_type=password&client_id=cli&username=eve&password=countersign"))))
                .path("access_token")
                .asText();
        assertThat(claims(token).path("aud").toString()).contains("countersign-api");

        assertThat(statusOf(token, "/api/v1/me")).isEqualTo(401);
    }

    @Test
    void rotatedKeysOfTheRealmAreFollowed() {
        String before = countersign.tokenFor("engineer1");
        assertThat(statusOf(before, "/api/v1/me")).isEqualTo(200);
        JsonNode realm = keycloak.get("/realms/countersign");
        String component = """
                {"name": "rotated-%s", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                 "parentId": "%s", "config": {"priority": ["%d"], "enabled": ["true"], "active": ["true"],
                 "algorithm": ["RS256"], "keySize": ["2048"]}}
                """.formatted(
                UUID.randomUUID(), realm.path("id").asText(), Instant.now().getEpochSecond());
        keycloak.post("/realms/countersign/components", parse(component));

        String after = countersign.tokenFor("engineer1");

        assertThat(header(after).path("kid").asText())
                .isNotEqualTo(header(before).path("kid").asText());
        Instant patience = Instant.now().plusSeconds(90);
        int status = statusOf(after, "/api/v1/me");
        while (status != 200 && Instant.now().isBefore(patience)) {
            status = statusOf(after, "/api/v1/me");
        }
        assertThat(status).isEqualTo(200);
        assertThat(statusOf(before, "/api/v1/me")).isEqualTo(200);
    }

    @Test
    void aRoleThatWasTakenAwayIsGoneFromTheNextToken() {
        String user = People.newUser("demoted", List.of("auditor"));
        assertThat(statusOf(countersign.tokenFor(user), "/api/v1/ledger/entries"))
                .isEqualTo(200);

        String id = keycloak.get("/realms/countersign/users?exact=true&username=" + user)
                .at("/0/id")
                .asText();
        keycloak.delete(
                "/realms/countersign/users/" + id + "/role-mappings/realm",
                JSON.createArrayNode().add(keycloak.get("/realms/countersign/roles/auditor")));

        assertThat(statusOf(countersign.tokenFor(user), "/api/v1/ledger/entries"))
                .isEqualTo(403);
    }

    @Test
    void aForgedTokenThatClaimsMoreIsRefused() {
        String[] parts = countersign.tokenFor("engineer1").split("\\.", -1);
        ObjectNode claims = (ObjectNode) claims(String.join(".", parts));
        claims.withObject("/realm_access").putArray("roles").add("admin").add("auditor");
        String forged = base64(claims.toString());

        assertThat(statusOf(parts[0] + "." + forged + "." + parts[2], "/api/v1/ledger/entries"))
                .isEqualTo(401);
        assertThat(statusOf(base64("{\"alg\":\"none\"}") + "." + forged + ".", "/api/v1/ledger/entries"))
                .isEqualTo(401);
    }

    @Test
    void guessingPasswordsIsSlowedDownAndWeakOnesAreRefused() {
        JsonNode realm = keycloak.get("/realms/countersign");

        assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.path("passwordPolicy").asText()).contains("length(10)", "notUsername");
    }

    @Test
    void anAccountIsLockedForAWhileAfterWrongPasswordsAndOthersAreNot() {
        String user = People.newUser("guessed", List.of("engineer"));
        String id = keycloak.get("/realms/countersign/users?exact=true&username=" + user)
                .at("/0/id")
                .asText();
        assertThat(loginStatus(user, "countersign")).isEqualTo(200);

        for (int i = 0; i < 10; i++) {
            assertThat(loginStatus(user, "guess-" + i)).isIn(400, 401);
        }

        assertThat(loginStatus(user, "countersign")).isNotEqualTo(200);
        assertThat(keycloak.get("/realms/countersign/attack-detection/brute-force/users/" + id)
                        .path("disabled")
                        .asBoolean())
                .isTrue();
        assertThat(loginStatus("engineer2", "countersign")).isEqualTo(200);
    }

    private int loginStatus(String user, String password) {
        return send(HttpRequest.newBuilder(
                                URI.create(countersign.keycloak().issuer() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "grant_type=password&client_id=countersign-cli&username=" + user + "&password="
                                        + password)))
                .statusCode();
    }

    @Test
    void theRealmForProductionIsTakenByTheProviderAndIsStrict() throws IOException {
        Path file =
                Path.of(System.getProperty("countersign.checkout"), "docs/keycloak/countersign-production-realm.json");
        String name = "production-" + UUID.randomUUID();
        keycloak.post(
                "/realms",
                parse(Files.readString(file).replace("\"realm\": \"countersign\"", "\"realm\": \"" + name + "\"")));

        JsonNode realm = keycloak.get("/realms/" + name);
        assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.path("sslRequired").asText()).isEqualTo("all");
        assertThat(realm.path("ssoSessionIdleTimeout").asInt()).isEqualTo(1800);
        assertThat(keycloak.get("/realms/" + name + "/users?search=countersign-console"))
                .isEmpty();
        assertThat(keycloak.get("/realms/" + name + "/clients"))
                .filteredOn(client -> client.path("clientId").asText().startsWith("countersign-"))
                .hasSize(2)
                .allSatisfy(client -> {
                    assertThat(client.path("directAccessGrantsEnabled").asBoolean())
                            .isFalse();
                    assertThat(client.path("publicClient").asBoolean()).isFalse();
                });
    }

    private static JsonNode header(String token) {
        return part(token, 0);
    }

    private static JsonNode claims(String token) {
        return part(token, 1);
    }

    private static JsonNode part(String token, int index) {
        return parse(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
