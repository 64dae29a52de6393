package io.countersign.ear.shell.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Publishes its metadata and keys over HTTP, signs whatever it is asked to, and answers its token endpoint as told. */
public final class TinyIssuer implements AutoCloseable {
    private final HttpServer server;
    private volatile RsaJsonWebKey key;
    private volatile String tokenAnswer = "{}";
    private final List<String> tokenRequests = new ArrayList<>();

    public TinyIssuer() {
        key = newKey("first");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, metadata()));
        server.createContext("/keys", exchange -> answer(exchange, new JsonWebKeySet(key).toJson()));
        server.createContext("/token", exchange -> {
            tokenRequests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, tokenAnswer);
        });
        server.start();
    }

    /** Its identifier. */
    public String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String metadata() {
        return JsonUtil.toJson(Map.of(
                "issuer", name(),
                "jwks_uri", name() + "/keys",
                "authorization_endpoint", name() + "/auth",
                "token_endpoint", name() + "/token"));
    }

    /** From now on it signs with, and publishes, another key. */
    public void rotate() {
        key = newKey("key-" + System.nanoTime());
    }

    public RsaJsonWebKey key() {
        return key;
    }

    /** Claims of an access token that is in order, to be spoilt. */
    public JwtClaims claims(String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(name());
        claims.setAudience(audience);
        claims.setSubject("4711");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setIssuedAtToNow();
        claims.setClaim("name", "Erin Engel");
        claims.setClaim("azp", "some-client");
        return claims;
    }

    /** The token, signed with the present key and RS256. */
    public String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the token endpoint answers from now on. */
    public void answerToken(String idToken) {
        tokenAnswer = JsonUtil.toJson(Map.of("id_token", idToken));
    }

    /** Forms that were posted to the token endpoint. */
    public List<String> tokenRequests() {
        return List.copyOf(tokenRequests);
    }

    private static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
