package io.countersign.ear.shell.api;

import io.countersign.ear.shell.CallerClaims;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Caller;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.InvalidJwtSignatureException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** Access tokens of the identity provider (RFC 6750, RFC 9068): signature, issuer, audience and times are checked. */
final class TokenAuthenticator implements Authenticator {
    private static final String SCHEME = "bearer ";
    private static final int SKEW_SECONDS = 30;

    private final String issuer;
    private final String audience;
    private final IssuerKeys keys;
    private final CallerClaims callers;

    TokenAuthenticator(String issuer, String audience, CallerClaims callers) {
        this.issuer = issuer;
        this.audience = audience;
        this.keys = new IssuerKeys(issuer);
        this.callers = callers;
    }

    @Override
    public Optional<Caller> authenticate(String authorization) throws RefusedCredentials, CannotVerify {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return token.chars().filter(c -> c == '.').count() == 2 ? Optional.of(verified(token)) : Optional.empty();
    }

    private Caller verified(String token) throws RefusedCredentials, CannotVerify {
        try {
            JwtClaims claims = consumer().processToClaims(token);
            return callers.caller(claims.getClaimsMap(), Authentication.Method.BEARER);
        } catch (InvalidJwtException refused) {
            if (unreachable(refused)) {
                throw new CannotVerify("The identity provider cannot be reached", refused);
            }
            throw new RefusedCredentials(reason(refused));
        } catch (IllegalArgumentException noSubject) {
            throw new RefusedCredentials("The token names no subject");
        }
    }

    private JwtConsumer consumer() throws CannotVerify {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys.published()))
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build();
    }

    private static boolean unreachable(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String reason(InvalidJwtException refused) {
        if (refused.hasExpired()) {
            return "The token has expired";
        }
        if (refused.hasErrorCode(org.jose4j.jwt.consumer.ErrorCodes.AUDIENCE_INVALID)
                || refused.hasErrorCode(org.jose4j.jwt.consumer.ErrorCodes.AUDIENCE_MISSING)) {
            return "The token was made for another audience";
        }
        return refused instanceof InvalidJwtSignatureException
                ? "The token's signature is not valid"
                : "The token is not valid";
    }
}
