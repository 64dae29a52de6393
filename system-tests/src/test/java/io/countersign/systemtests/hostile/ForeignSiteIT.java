package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.console.ConsoleUser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a page of another site can make a signed-in browser send: its cookie, simple content types, no header of its own. */
class ForeignSiteIT {
    private final Countersign countersign = Countersign.running();

    @Test
    void noChangeIsMadeWithTheCookieAlone() {
        String cookie = sessionOf("admin1");
        HttpResponse<String> own =
                Countersign.send(countersign.at("/ajax-api/v1/me").header("Cookie", cookie));
        assertThat(own.statusCode()).as("the session is good").isEqualTo(200);
        Map<String, String> before = BusinessRows.of(countersign);
        List<String> accepted = new ArrayList<>();
        int attacked = 0;
        for (Endpoint endpoint : Endpoint.all()) {
            if (endpoint.changes() && endpoint.path().matches("/v1/.*|/[23]\\.0/.*")) {
                attacked++;
                for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/json")) {
                    HttpResponse<String> answer = Countersign.send(
                            request(endpoint, type).header("Cookie", cookie).header("Origin", "https://evil.example"));
                    if (answer.statusCode() != 403) {
                        accepted.add(
                                endpoint.method() + " " + endpoint.path() + " " + type + " " + answer.statusCode());
                    }
                }
            }
        }
        assertThat(accepted).isEmpty();
        assertThat(attacked).isGreaterThan(40);
        assertThat(BusinessRows.of(countersign)).isEqualTo(before);
    }

    @Test
    void otherSitesAreNotAllowedToReadOrToSendHeaders() {
        HttpResponse<String> preflight = Countersign.send(countersign
                .at("/ajax-api/v1/promotions")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-requested-with"));
        assertThat(preflight.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    private HttpRequest.Builder request(Endpoint endpoint, String type) {
        String path = endpoint.path().replaceAll("\\{[^}]+}", "1");
        return countersign
                .at("/ajax-api" + path)
                .header("Content-Type", type)
                .method(endpoint.method(), HttpRequest.BodyPublishers.ofString("{\"name\":\"forged\"}"));
    }

    private String sessionOf(String person) {
        try (ConsoleUser user = ConsoleUser.signedIn(URI.create(countersign.url()), "/", person, "countersign")) {
            return user.page.context().cookies(countersign.url()).stream()
                    .map(cookie -> cookie.name + "=" + cookie.value)
                    .collect(Collectors.joining("; "));
        }
    }
}
