package io.countersign.systemtests.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.ear.launcher.KeycloakAdministration;
import io.countersign.ear.launcher.Ports;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server on a PostgreSQL and an identity provider that somebody else runs (those of the shared installation), and without
 * any guard: a plain MLflow registry.
 */
class ExternalPartsIT {
    private static final String DATABASE = "somebody_elses";
    private static Countersign provider = Countersign.running();
    private static Countersign plain = provider;

    @BeforeAll
    static void start() throws SQLException {
        rolesStandInAnotherClaimToo();
        try (Connection superuser = provider.postgres().superuser("postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE ROLE their_owner LOGIN PASSWORD 'owner-secret'");
            statement.execute("CREATE ROLE their_app LOGIN PASSWORD 'app-secret'");
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER their_owner");
        }
        plain = Countersign.start(
                Countersign.temporaryState(),
                Ports.free(),
                true,
                Map.of(
                        "COUNTERSIGN_DB_URL", provider.postgres().url(DATABASE),
                        "COUNTERSIGN_DB_USER", "their_app",
                        "COUNTERSIGN_DB_PASSWORD", "app-secret",
                        "COUNTERSIGN_DB_OWNER_USER", "their_owner",
                        "COUNTERSIGN_DB_OWNER_PASSWORD", "owner-secret",
                        "COUNTERSIGN_OIDC_ISSUER", provider.keycloak().issuer(),
                        "COUNTERSIGN_OIDC_CLIENT_ID", "countersign-console",
                        "COUNTERSIGN_OIDC_CLIENT_SECRET", "known-to-their-provider",
                        "COUNTERSIGN_OIDC_ROLE_CLAIM", "app.member_of"));
    }

    /** Their provider names the roles elsewhere in its tokens, and there only the name of this one. */
    private static void rolesStandInAnotherClaimToo() {
        KeycloakAdministration keycloak = provider.keycloak().administration();
        String client = keycloak.get("/realms/countersign/clients?clientId=countersign-cli")
                .at("/0/id")
                .asText();
        ObjectNode mapper = new ObjectMapper()
                .createObjectNode()
                .put("name", "member-of")
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-hardcoded-claim-mapper");
        mapper.putObject("config")
                .put("claim.name", "app.member_of")
                .put("claim.value", "[\"engineer\",\"something-else\"]")
                .put("jsonType.label", "JSON")
                .put("access.token.claim", "true");
        keycloak.post("/realms/countersign/clients/" + client + "/protocol-mappers/models", mapper);
    }

    @AfterAll
    static void stop() {
        plain.stop();
    }

    @Test
    void tokensOfTheirProviderAreTakenAndTheLoginLeadsThere() {
        assertThat(engineer().get("/api/v1/me").json().path("roles")).hasToString("[\"engineer\"]");

        HttpResponse<String> page = Countersign.send(plain.at("/models").header("Accept", "text/html"));
        HttpResponse<String> login = Countersign.send(java.net.http.HttpRequest.newBuilder(
                URI.create(page.headers().firstValue("Location").orElseThrow())));
        assertThat(login.headers().firstValue("Location").orElseThrow())
                .startsWith(provider.keycloak().issuer() + "/protocol/openid-connect/auth");
    }

    @Test
    void rolesAreTakenFromTheClaimThatTheInstallationNamesAndFromNoOther() {
        Api auditor = Api.bearing(URI.create(plain.url()), () -> provider.tokenFor("auditor1"));

        assertThat(auditor.get("/api/v1/me").json().path("roles")).hasToString("[\"engineer\"]");
        assertThat(auditor.get("/api/v1/ledger/entries").status()).isEqualTo(403);
    }

    @Test
    void rowsLieInTheirDatabaseAndTheServerOwnsNoTable() throws SQLException {
        Candidate candidate = Candidate.good(engineer());
        assertThat(count("SELECT count(*) FROM registry.registered_model WHERE name = '" + candidate.model + "'"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM pg_tables WHERE tableowner = 'their_app'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM pg_tables WHERE tableowner = 'their_owner'"))
                .isGreaterThan(50);
    }

    @Test
    void withoutGuardsAVersionEntersProductionAtOnce() throws SQLException {
        Candidate candidate = Candidate.good(engineer());
        Api.Answer moved = candidate.transitionToProduction(engineer());
        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        assertThat(moved.json().at("/model_version/current_stage").textValue()).isEqualTo("Production");
        assertThat(candidate.stage(engineer())).isEqualTo("Production");
        assertThat(count("SELECT count(*) FROM ledger.entry WHERE action = 'model-version.transitioned'"
                        + " AND subject_id = '" + candidate.model + "/1'"))
                .isEqualTo(1);
        assertThat(engineer().get("/api/v1/promotions").json().path("items")).isEmpty();
    }

    @Test
    void withoutGuardsTheChampionMovesAtOnce() {
        Candidate candidate = Candidate.good(engineer());
        Api.Answer moved = engineer()
                .post(
                        "/api/2.0/mlflow/registered-models/alias",
                        Map.of("name", candidate.model, "alias", "champion", "version", "1"));
        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        JsonNode champion = engineer()
                .get("/api/2.0/mlflow/registered-models/alias?name=" + candidate.model + "&alias=champion")
                .json();
        assertThat(champion.at("/model_version/version").textValue()).isEqualTo("1");
    }

    @Test
    void withoutGuardsAVersionIsRegisteredFromAnyRemotePlaceButNoPathOfTheServer() {
        Candidate candidate = Candidate.good(engineer());
        Api.Answer remote = engineer()
                .post(
                        "/api/2.0/mlflow/model-versions/create",
                        Map.of("name", candidate.model, "source", "s3://models/credit"));
        assertThat(remote.status()).as(remote.toString()).isEqualTo(200);
        assertThat(remote.json().at("/model_version/source").textValue()).isEqualTo("s3://models/credit");
        Api.Answer path = engineer()
                .post(
                        "/api/2.0/mlflow/model-versions/create",
                        Map.of("name", candidate.model, "source", "file:///etc"));
        assertThat(path.status()).as(path.toString()).isEqualTo(400);
    }

    private static Api engineer() {
        return Api.bearing(URI.create(plain.url()), () -> provider.tokenFor("engineer1"));
    }

    private static long count(String query) throws SQLException {
        try (Connection connection = provider.postgres().superuser(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
