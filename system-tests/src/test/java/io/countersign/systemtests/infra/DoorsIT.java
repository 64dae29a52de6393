package io.countersign.systemtests.infra;

import static io.countersign.systemtests.Countersign.json;
import static io.countersign.systemtests.Countersign.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Countersign;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class DoorsIT {
    private final Countersign countersign = Countersign.running();

    @Test
    void nobodyIsTurnedAwayFromTheOwnApiWithProblemDetails() {
        HttpResponse<String> answer = send(countersign.at("/api/v1/me"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"countersign\"");
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:countersign:problem:unauthenticated");
    }

    @Test
    void nobodyIsTurnedAwayFromTheMlflowApiInItsOwnForm() {
        HttpResponse<String> answer = send(countersign.at("/api/2.0/mlflow/experiments/get?experiment_id=0"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("error_code").asText()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aTokenSaysWhoTheCallerIs() {
        HttpResponse<String> answer = send(countersign.requestAs("engineer1", "/api/v1/me"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("name").asText()).isEqualTo("Erin Engel");
        assertThat(json(answer).path("roles")).hasToString("[\"engineer\"]");
        assertThat(json(answer).path("client").asText()).isEqualTo("countersign-cli");
        assertThat(json(answer).path("authentication").path("method").asText()).isEqualTo("bearer");
    }

    @Test
    void aTokenMadeForAnotherAudienceIsRefused() {
        String token = countersign.tokenFor("engineer1", "admin-cli");

        HttpResponse<String> answer = send(countersign.at("/api/v1/me").header("Authorization", "Bearer " + token));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("detail").asText()).isEqualTo("The token was made for another audience");
    }

    @Test
    void aTokenWithAnAlteredSignatureIsRefused() {
        String token = countersign.tokenFor("engineer1");
        int middle = token.length() - 40;
        String altered =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);

        HttpResponse<String> answer =
                send(countersign.at("/api/2.0/mlflow/runs/get?run_id=0").header("Authorization", "Bearer " + altered));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("error_code").asText()).isEqualTo("UNAUTHENTICATED");
        assertThat(json(answer).path("message").asText()).isEqualTo("The token's signature is not valid");
    }

    @Test
    void aCallToTheBrowsersApiWithATokenGoesToTheBearerShell() {
        HttpResponse<String> answer = send(countersign.requestAs("auditor1", "/ajax-api/v1/me"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("roles")).hasToString("[\"auditor\"]");
        assertThat(json(answer).path("authentication").path("method").asText()).isEqualTo("bearer");
    }

    @Test
    void aTokenInTheQueryIsNoSession() {
        String token = countersign.tokenFor("engineer1");

        assertThat(send(countersign.at("/ajax-api/v1/me?access_token=" + token)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theBrowsersApiAnswersNobodyWithoutARedirect() {
        assertThat(send(countersign.at("/ajax-api/v1/me")).statusCode()).isEqualTo(401);
    }

    @Test
    void aChangeWithoutTheHeaderThatOnlyOurPagesSendIsRefused() {
        HttpResponse<String> answer =
                send(countersign.at("/ajax-api/v1/promotions").POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:countersign:problem:csrf");
    }

    @Test
    void aPersonWhoOpensAPageIsSentToTheLogin() {
        HttpResponse<String> page =
                send(countersign.at("/models/credit-scoring?tab=versions").header("Accept", "text/html"));

        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(location(page).getPath()).startsWith("/login/");

        HttpResponse<String> login = send(HttpRequest.newBuilder(location(page)));

        assertThat(login.statusCode()).isEqualTo(302);
        assertThat(location(login))
                .hasPath("/realms/countersign/protocol/openid-connect/auth")
                .hasParameter("client_id", "countersign-console")
                .hasParameter("redirect_uri", location(page).toString());
    }

    private static URI location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void aProgramThatAsksForAnUnknownAddressGetsJson() {
        HttpResponse<String> answer = send(countersign.at("/.well-known/databricks-config"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:countersign:problem:not-found");
    }

    @Test
    void healthAndVersionNeedNoLogin() {
        assertThat(send(countersign.at("/health")).body()).isEqualTo("OK");
        assertThat(send(countersign.at("/version")).body()).isEqualTo("2.17.2");
        assertThat(send(HttpRequest.newBuilder(URI.create(countersign.managementUrl() + "/health/ready")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aQueryLongerThanSixteenKilobytesIsTaken() {
        HttpResponse<String> answer =
                send(countersign.requestAs("engineer1", "/api/v1/me?filter=" + "x".repeat(20_000)));

        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
