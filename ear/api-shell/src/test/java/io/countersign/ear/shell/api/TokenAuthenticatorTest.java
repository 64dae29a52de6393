package io.countersign.ear.shell.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ear.shell.CallerClaims;
import io.countersign.ear.shell.Issuer;
import io.countersign.ear.shell.testing.TinyIssuer;
import io.countersign.platform.actor.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tokens that a well-behaved provider never makes, and those of another provider than Keycloak. */
class TokenAuthenticatorTest {
    private static final String AUDIENCE = "countersign-api";
    private static final TinyIssuer ISSUER = new TinyIssuer();
    private static final TinyIssuer ANOTHER = new TinyIssuer();

    private final TokenAuthenticator tokens = new TokenAuthenticator(
            new Issuer(ISSUER.name(), Duration.ZERO), AUDIENCE, new CallerClaims("app.memberOf"));

    @AfterAll
    static void stop() {
        ISSUER.close();
        ANOTHER.close();
    }

    private static JwtClaims good() {
        JwtClaims claims = ISSUER.claims(AUDIENCE);
        claims.setClaim("app", Map.of("memberOf", List.of("engineer", "others")));
        return claims;
    }

    private Caller authenticate(String token) throws Exception {
        return tokens.authenticate("Bearer " + token).orElseThrow();
    }

    private void assertRefused(String token, String reason) {
        assertThatThrownBy(() -> authenticate(token))
                .isInstanceOf(RefusedCredentials.class)
                .hasMessage(reason);
    }

    @Test
    void rolesAreReadWhereTheInstallationSaysTheyStand() throws Exception {
        Caller caller = authenticate(ISSUER.sign(good()));

        assertThat(caller.subject()).isEqualTo("4711");
        assertThat(caller.roles()).containsExactlyInAnyOrder("engineer", "others");
        assertThat(caller.client()).isEqualTo("some-client");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        assertRefused(ANOTHER.sign(ANOTHER.claims(AUDIENCE)), "The token's signature is not valid");
    }

    @Test
    void aTokenThatNamesThisIssuerAndIsSignedByAnotherIsRefused() {
        assertRefused(ANOTHER.sign(good()), "The token's signature is not valid");
    }

    @Test
    void aTokenSignedByThisIssuerThatNamesAnotherIsRefused() {
        JwtClaims claims = good();
        claims.setIssuer(ANOTHER.name());

        assertRefused(ISSUER.sign(claims), "The token is not valid");
    }

    @Test
    void aTokenForAnotherAudienceOrForNoneIsRefused() {
        assertRefused(ISSUER.sign(ISSUER.claims("account")), "The token was made for another audience");
        JwtClaims claims = good();
        claims.unsetClaim("aud");
        assertRefused(ISSUER.sign(claims), "The token was made for another audience");
    }

    @Test
    void anExpiredTokenIsRefusedBeyondTheSkewOfClocks() throws Exception {
        JwtClaims claims = good();
        claims.setIssuedAt(NumericDate.fromSeconds(NumericDate.now().getValue() - 600));
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60));
        assertRefused(ISSUER.sign(claims), "The token has expired");

        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 5));
        assertThat(authenticate(ISSUER.sign(claims)).subject()).isEqualTo("4711");
    }

    @Test
    void aTokenThatWasGoodAMomentAgoDiesAtItsExpiryAllTheSame() throws Exception {
        JwtClaims claims = good();
        claims.setIssuedAt(NumericDate.fromSeconds(NumericDate.now().getValue() - 600));
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 27));
        String bearer = "Bearer " + ISSUER.sign(claims);
        TokenAuthenticator remembering =
                new TokenAuthenticator(new Issuer(ISSUER.name()), AUDIENCE, new CallerClaims("app.memberOf"));
        Caller first = remembering.authenticate(bearer).orElseThrow();
        assertThat(remembering.authenticate(bearer).orElseThrow()).isSameAs(first);

        Instant bound = Instant.now().plusSeconds(30);
        while (accepts(remembering, bearer)) {
            assertThat(Instant.now()).isBefore(bound);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThatThrownBy(() -> remembering.authenticate(bearer)).hasMessage("The token has expired");
    }

    private static boolean accepts(TokenAuthenticator authenticator, String bearer) throws Exception {
        try {
            authenticator.authenticate(bearer);
            return true;
        } catch (RefusedCredentials refused) {
            return false;
        }
    }

    @Test
    void aTokenThatIsNotValidYetIsRefusedBeyondTheSkewOfClocks() {
        JwtClaims claims = good();
        claims.setNotBefore(NumericDate.fromSeconds(NumericDate.now().getValue() + 120));

        assertRefused(ISSUER.sign(claims), "The token is not valid");
    }

    @Test
    void aTokenThatNeverExpiresOrNamesNobodyIsRefused() {
        JwtClaims eternal = good();
        eternal.unsetClaim("exp");
        assertRefused(ISSUER.sign(eternal), "The token is not valid");
        JwtClaims nobody = good();
        nobody.unsetClaim("sub");
        assertRefused(ISSUER.sign(nobody), "The token is not valid");
    }

    @Test
    void alteredClaimsAreRefused() {
        String[] parts = ISSUER.sign(good()).split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String forged = claims.replace("engineer", "admin");
        assertThat(forged).isNotEqualTo(claims);

        assertRefused(parts[0] + "." + base64(forged) + "." + parts[2], "The token's signature is not valid");
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        String payload = base64(good().toJson());
        for (String none : List.of("none", "None", "NONE")) {
            String header = base64("{\"alg\":\"" + none + "\"}");
            assertRefused(header + "." + payload + ".", "The token is not valid");
        }
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASharedSecretIsRefused() throws JoseException {
        JsonWebSignature forged = new JsonWebSignature();
        forged.setPayload(good().toJson());
        forged.setKeyIdHeaderValue(ISSUER.key().getKeyId());
        forged.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        forged.setKey(new HmacKey(ISSUER.key().getPublicKey().getEncoded()));

        assertRefused(forged.getCompactSerialization(), "The token is not valid");
    }

    @Test
    void anAlgorithmThatIsNotAllowedIsRefusedThoughTheSignatureIsGood() throws JoseException {
        JsonWebSignature other = new JsonWebSignature();
        other.setPayload(good().toJson());
        other.setKeyIdHeaderValue(ISSUER.key().getKeyId());
        other.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA512);
        other.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        other.setKey(ISSUER.key().getPrivateKey());

        assertRefused(other.getCompactSerialization(), "The token is not valid");
    }

    @Test
    void aRotatedKeyIsFollowedAndTheOldOneIsRefused() throws Exception {
        String old = ISSUER.sign(good());
        assertThat(authenticate(old).subject()).isEqualTo("4711");

        ISSUER.rotate();

        assertThat(authenticate(ISSUER.sign(good())).subject()).isEqualTo("4711");
        assertThatThrownBy(() -> authenticate(old)).isInstanceOf(RefusedCredentials.class);
    }

    @Test
    void whatIsNoTokenIsLeftToOthers() throws Exception {
        assertThat(tokens.authenticate("Bearer ctsk_0")).isEmpty();
        assertThat(tokens.authenticate("Basic dXNlcjpwYXNz")).isEmpty();
    }

    @Test
    void withoutTheProviderNothingIsAcceptedAndNothingIsCalledWrong() {
        TokenAuthenticator alone =
                new TokenAuthenticator(new Issuer("http://127.0.0.1:1"), AUDIENCE, new CallerClaims("roles"));

        assertThatThrownBy(() -> alone.authenticate("Bearer " + ISSUER.sign(good())))
                .isInstanceOf(CannotVerify.class);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
