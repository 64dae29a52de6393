package io.countersign.registry.boundary;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.countersign.tracking.ArtifactManifest;
import java.util.List;
import java.util.Map;

/**
 * A manifest as the OpenSSF Model Signing specification writes it (sections 5 and 6: in-toto Statement v1, predicate {@code
 * https://model_signing/signature/v1.0}, method {@code files}), before it is signed.
 */
record SigningStatement(
        @JsonProperty("_type") String type, List<Subject> subject, String predicateType, Predicate predicate) {

    record Subject(String name, Map<String, String> digest) {}

    record Resource(String name, String algorithm, String digest) {}

    record Serialization(
            String method,
            @JsonProperty("hash_type") String hashType,
            @JsonProperty("allow_symlinks") boolean allowSymlinks) {}

    record Predicate(Serialization serialization, List<Resource> resources) {}

    static SigningStatement of(String model, ArtifactManifest manifest) {
        return new SigningStatement(
                "https://in-toto.io/Statement/v1",
                List.of(new Subject(model, Map.of("sha256", manifest.rootDigest()))),
                "https://model_signing/signature/v1.0",
                new Predicate(
                        new Serialization("files", "sha256", false),
                        manifest.files().stream()
                                .map(file -> new Resource(file.path(), "sha256", file.sha256()))
                                .toList()));
    }
}
