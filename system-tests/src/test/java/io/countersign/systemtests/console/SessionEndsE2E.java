package io.countersign.systemtests.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Countersign;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions that are left alone, and sessions that are kept busy, on a server whose limits are a minute and two. */
@Tag("deep")
class SessionEndsE2E {
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofMinutes(2);

    private static Countersign countersign;

    @BeforeAll
    static void start() {
        countersign = Countersign.beside(Map.of(
                "COUNTERSIGN_SESSION_IDLE_MINUTES", String.valueOf(IDLE.toMinutes()),
                "COUNTERSIGN_SESSION_MAX_MINUTES", String.valueOf(MOST.toMinutes())));
    }

    @AfterAll
    static void stop() {
        countersign.stop();
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndAfterItsTimeWhoeverUsesIt() throws InterruptedException {
        String idle = sessionOf("approver1");
        String busy = sessionOf("engineer1");
        Instant begun = Instant.now();
        assertThat(statusWith(idle)).isEqualTo(200);

        while (Instant.now().isBefore(begun.plus(IDLE).plusSeconds(15))) {
            assertThat(statusWith(busy))
                    .as("busy, after %s", Duration.between(begun, Instant.now()))
                    .isEqualTo(200);
            TimeUnit.SECONDS.sleep(5); // time is what is tested
        }
        assertThat(statusWith(idle)).as("idle for more than " + IDLE).isEqualTo(401);

        Instant patience = begun.plus(MOST).plusSeconds(15);
        int status = statusWith(busy);
        while (status == 200 && Instant.now().isBefore(patience)) {
            TimeUnit.SECONDS.sleep(5);
            status = statusWith(busy);
        }
        assertThat(status).as("busy for more than " + MOST).isEqualTo(401);
        assertThat(Duration.between(begun, Instant.now())).isGreaterThan(MOST.minusSeconds(30));
    }

    /** The value of the cookie of somebody who has just signed in; their browser is closed, so nothing else uses it. */
    private static String sessionOf(String user) {
        try (ConsoleUser person = ConsoleUser.signedIn(URI.create(countersign.url()), "/inbox", user, "countersign")) {
            return person.page.context().cookies(countersign.url()).stream()
                    .filter(cookie -> cookie.name.equals("countersign-session"))
                    .map(cookie -> cookie.value)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int statusWith(String session) {
        return Countersign.send(countersign.at("/ajax-api/v1/me").header("Cookie", "countersign-session=" + session))
                .statusCode();
    }
}
