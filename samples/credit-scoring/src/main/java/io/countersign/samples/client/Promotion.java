package io.countersign.samples.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** The part of a promotion that a signer needs; the whole is in the OpenAPI file. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Promotion(
        String id,
        String model,
        int version,
        String targetStage,
        String state,
        String evidenceDigest,
        List<RequiredSignOff> requiredSignOffs) {

    /** How many persons must sign in a role, with which meaning, and how many have. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RequiredSignOff(String role, String meaning, int count, int given) {}

    public Promotion {
        requiredSignOffs = List.copyOf(requiredSignOffs);
    }

    public boolean isOpen() {
        return state.equals("open");
    }
}
