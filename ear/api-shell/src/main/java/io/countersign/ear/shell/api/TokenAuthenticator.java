package io.countersign.ear.shell.api;

import io.countersign.ear.shell.CallerClaims;
import io.countersign.ear.shell.Issuer;
import io.countersign.ear.shell.IssuerUnavailable;
import io.countersign.ear.shell.Tokens;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Caller;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.InvalidJwtSignatureException;

/** Access tokens of the identity provider (RFC 6750, RFC 9068): signature, issuer, audience and times are checked. */
final class TokenAuthenticator implements Authenticator {
    private static final String SCHEME = "bearer ";

    private final Issuer issuer;
    private final String audience;
    private final CallerClaims callers;
    private final VerifiedTokens known;

    TokenAuthenticator(Issuer issuer, String audience, CallerClaims callers) {
        this.issuer = issuer;
        this.audience = audience;
        this.callers = callers;
        this.known = new VerifiedTokens(issuer.refreshAtMostEvery());
    }

    @Override
    public Optional<Caller> authenticate(String authorization) throws RefusedCredentials, CannotVerify {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        String token = authorization.substring(SCHEME.length()).strip();
        if (token.chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty();
        }
        Optional<Caller> caller = known.of(token);
        return caller.isPresent() ? caller : Optional.of(verified(token));
    }

    private Caller verified(String token) throws RefusedCredentials, CannotVerify {
        try {
            JwtClaims claims = Tokens.checks(issuer, audience).build().processToClaims(token);
            Caller caller = callers.caller(claims.getClaimsMap(), Authentication.Method.BEARER);
            Instant expiry = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            known.add(token, caller, expiry.plus(Tokens.SKEW));
            return caller;
        } catch (MalformedClaimException noTime) {
            throw new RefusedCredentials("The token is not valid");
        } catch (IssuerUnavailable unavailable) {
            throw new CannotVerify("The identity provider cannot be reached", unavailable);
        } catch (InvalidJwtException refused) {
            if (Tokens.unreachable(refused)) {
                throw new CannotVerify("The identity provider cannot be reached", refused);
            }
            throw new RefusedCredentials(reason(refused));
        } catch (IllegalArgumentException noSubject) {
            throw new RefusedCredentials("The token names no subject");
        }
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
