package io.countersign.registry.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** By what a receiver knows that a message is ours. */
final class Signatures {
    private Signatures() {}

    /**
     * MLflow 3's header {@code X-MLflow-Signature}: {@code v1,} and the base64 of the HMAC-SHA-256 over delivery id, seconds
     * since the epoch and body, parted by dots (MLflow documentation, "Webhooks", signature verification).
     */
    static String mlflow(String secret, String deliveryId, String seconds, String body) {
        return "v1," + Base64.getEncoder().encodeToString(hmac(secret, deliveryId + "." + seconds + "." + body));
    }

    /** Databricks' header {@code X-Databricks-Signature}: hex of the HMAC-SHA-256 over the body. */
    static String databricks(String secret, String body) {
        return HexFormat.of().formatHex(hmac(secret, body));
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
