package io.countersign.ear.shell;

import java.io.IOException;
import java.time.Duration;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** What every token of an issuer is checked for, access token or ID token: signature, algorithm, issuer, audience, times. */
public final class Tokens {
    /** How far our clock and the issuer's may differ. */
    public static final Duration SKEW = Duration.ofSeconds(30);

    private Tokens() {}

    /** The checks; a caller may add its own. Symmetric algorithms and {@code none} are never accepted. */
    public static JwtConsumerBuilder checks(Issuer issuer, String audience) throws IssuerUnavailable {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(issuer.keys()))
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setExpectedIssuer(issuer.name())
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds((int) SKEW.toSeconds());
    }

    /** Whether the token could not be checked for want of the issuer's keys, rather than being wrong. */
    public static boolean unreachable(InvalidJwtException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
