package io.countersign.approvals.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a limit is measured from. */
public enum Baseline {
    /** The value itself keeps the limit. */
    FIXED("limit"),
    /** The value less the champion's keeps the limit: {@code >= -0.01} lets it be a hundredth worse. */
    CHAMPION_DIFFERENCE("champion difference"),
    /** The value less the champion's, as a part of the champion's, keeps the limit: {@code >= -0.02} lets it be 2 % worse. */
    CHAMPION_RATIO("champion ratio");

    private final String text;

    Baseline(String text) {
        this.text = text;
    }

    /** As policies write it. */
    @JsonValue
    public String text() {
        return text;
    }

    /** What is compared with the limit. */
    double measured(double value, double champion) {
        return switch (this) {
            case FIXED -> value;
            case CHAMPION_DIFFERENCE -> value - champion;
            case CHAMPION_RATIO -> (value - champion) / Math.abs(champion);
        };
    }

    /** The baseline that a policy writes so; empty text is a fixed limit. @throws IllegalArgumentException for any other text */
    @JsonCreator
    public static Baseline of(String text) {
        if (text.isEmpty()) {
            return FIXED;
        }
        return Arrays.stream(values())
                .filter(baseline -> baseline.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a baseline: " + text));
    }
}
