package io.countersign.approvals.engine;

import io.countersign.registry.RiskTiering;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;

/** The risk tier by a decision table that ships with the product; each answer names the table's digest. */
@ApplicationScoped
public class DmnRiskTiering implements RiskTiering {
    private static final String FILE = "/tiering/risk-tier.dmn";
    private static final String DECISION = "risk-tier";
    private static final int LOWEST = 1;
    private static final int HIGHEST = 5;

    @SuppressWarnings("NullAway.Init")
    private DmnEngine engine;

    @SuppressWarnings("NullAway.Init")
    private DmnDecision decision;

    private String table = "";

    @PostConstruct
    void load() {
        byte[] bytes = bytes();
        engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        decision = engine.parseDecision(DECISION, new ByteArrayInputStream(bytes));
        table = DECISION + "@" + sha256(bytes);
    }

    @Override
    public TierDecision tierOf(int exposure, int purpose) {
        requireScore(exposure);
        requireScore(purpose);
        Number tier = engine.evaluateDecisionTable(
                        decision, Variables.fromMap(Map.of("exposure", exposure, "purpose", purpose)))
                .getSingleResult()
                .getSingleEntry();
        return new TierDecision(
                Objects.requireNonNull(tier, "the table decides each pair of scores")
                        .intValue(),
                table);
    }

    private static void requireScore(int score) {
        if (score < LOWEST || score > HIGHEST) {
            throw new IllegalArgumentException("a score is 1 to 5, not " + score);
        }
    }

    private static byte[] bytes() {
        try (InputStream file = DmnRiskTiering.class.getResourceAsStream(FILE)) {
            return Objects.requireNonNull(file, FILE).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
