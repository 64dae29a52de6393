package io.countersign.ear.shell.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ear.shell.Issuer;
import io.countersign.ear.shell.testing.TinyIssuer;
import io.countersign.platform.actor.StepUp;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FreshLoginTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final TinyIssuer ISSUER = new TinyIssuer();

    private final PendingStepUp pending = PendingStepUp.asking(DIGEST, "4711", "/promotions/1");
    private final FreshLogin login = login(Optional.empty());

    private static FreshLogin login(Optional<String> acr) {
        return new FreshLogin(
                new Issuer(ISSUER.name()), "console", "secret", URI.create("http://here/step-up/callback"), acr);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    private JwtClaims good() {
        JwtClaims claims = ISSUER.claims("console");
        claims.setClaim("nonce", pending.nonce());
        claims.setClaim("auth_time", Instant.now().getEpochSecond());
        claims.setClaim("acr", "1");
        return claims;
    }

    private StepUp redeem(JwtClaims claims) throws Exception {
        ISSUER.answerToken(ISSUER.sign(claims));
        return login.redeem(pending, "the-code");
    }

    private void assertRefused(JwtClaims claims, String outcome) {
        assertThatThrownBy(() -> redeem(claims))
                .isInstanceOfSatisfying(RefusedStepUp.class, refused -> assertThat(refused.outcome())
                        .isEqualTo(outcome));
    }

    @Test
    void asksForALoginMadeNowBoundToTheDigest() throws Exception {
        URI asked = login(Optional.of("gold")).ask(pending);

        assertThat(asked)
                .hasPath("/auth")
                .hasParameter("max_age", "0")
                .hasParameter("acr_values", "gold")
                .hasParameter("nonce", pending.nonce())
                .hasParameter("state", pending.state())
                .hasParameter("code_challenge_method", "S256");
        assertThat(PendingStepUp.asking("cd".repeat(32), "4711", "/").nonce()).isNotEqualTo(pending.nonce());
    }

    @Test
    void aFreshLoginOfTheSamePersonCounts() throws Exception {
        StepUp stepUp = redeem(good());

        assertThat(stepUp.digest()).isEqualTo(DIGEST);
        assertThat(stepUp.acr()).isEqualTo("1");
        assertThat(stepUp.at()).isAfter(Instant.now().minusSeconds(10));
        assertThat(ISSUER.tokenRequests())
                .last()
                .asString()
                .contains("code=the-code")
                .contains("code_verifier=" + pending.verifier());
    }

    @Test
    void theLoginOfAnotherPersonDoesNotCount() {
        JwtClaims claims = good();
        claims.setSubject("4712");

        assertRefused(claims, "other-person");
    }

    @Test
    void aLoginMadeForAnotherDigestDoesNotCount() {
        JwtClaims claims = good();
        claims.setClaim(
                "nonce", PendingStepUp.asking("cd".repeat(32), "4711", "/").nonce());

        assertRefused(claims, "failed");
    }

    @Test
    void anOldLoginDoesNotCount() {
        JwtClaims claims = good();
        claims.setClaim("auth_time", Instant.now().getEpochSecond() - 60);
        assertRefused(claims, "failed");

        claims.unsetClaim("auth_time");
        assertRefused(claims, "failed");
    }

    @Test
    void aWeakerLoginThanAskedForDoesNotCount() throws Exception {
        ISSUER.answerToken(ISSUER.sign(good()));

        assertThatThrownBy(() -> login(Optional.of("gold")).redeem(pending, "the-code"))
                .isInstanceOf(RefusedStepUp.class);
    }

    @Test
    void anIdTokenForAnotherClientDoesNotCount() {
        JwtClaims claims = good();
        claims.setAudience("another");

        assertRefused(claims, "failed");
    }

    @Test
    void theOutcomeStandsInTheQueryOfThePage() {
        assertThat(StepUpServlet.withOutcome("/promotions/1", "done")).isEqualTo("/promotions/1?step-up=done");
        assertThat(StepUpServlet.withOutcome("/p?tab=2#sign", "failed")).isEqualTo("/p?tab=2&step-up=failed#sign");
    }
}
