package io.countersign.samples.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Promotions in Countersign's own API, as one user. */
public final class Promotions {

    private static final String PATH = "/api/v1/promotions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Http http;

    public Promotions(Session session) {
        this.http = session.http();
    }

    /** The newest promotion of a version to a stage, in whatever state. */
    public Optional<Promotion> newest(String model, int version, String stage) {
        String pageToken = "";
        do {
            JsonNode page = http.getJson(
                    PATH + "?model=" + encode(model) + (pageToken.isEmpty() ? "" : "&pageToken=" + encode(pageToken)));
            for (JsonNode item : page.path("items")) {
                Promotion promotion = read(item);
                if (promotion.version() == version && promotion.targetStage().equals(stage)) {
                    return Optional.of(promotion);
                }
            }
            pageToken = page.path("nextPageToken").asText("");
        } while (!pageToken.isEmpty());
        return Optional.empty();
    }

    /** Asks for a stage, with a reason. */
    public Promotion request(String model, int version, String stage, String rationale) {
        return read(http.post(
                PATH,
                Map.of(
                        "model", model,
                        "version", version,
                        "stage", stage,
                        "rationale", rationale,
                        "archiveExisting", true)));
    }

    /**
     * Reads the promotion and its evidence, makes sure that the digest is that of the bytes read, and signs it.
     *
     * @return the promotion afterwards
     * @throws CallFailed if the digest is another, or the server refuses
     */
    public Promotion sign(String id, String role, String meaning, String comment) {
        Promotion promotion = read(http.getJson(PATH + "/" + id));
        String digest = sha256(http.get(PATH + "/" + id + "/evidence"));
        if (!digest.equals(promotion.evidenceDigest())) {
            throw new CallFailed(
                    0,
                    "The evidence of promotion " + id + " has digest " + digest + ", not "
                            + promotion.evidenceDigest());
        }
        return read(http.post(
                        PATH + "/" + id + "/sign-offs",
                        Map.of("role", role, "meaning", meaning, "comment", comment, "evidenceDigest", digest))
                .path("promotion"));
    }

    private static Promotion read(JsonNode node) {
        try {
            return JSON.treeToValue(node, Promotion.class);
        } catch (JsonProcessingException e) {
            throw new CallFailed("Not a promotion: " + node, e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
