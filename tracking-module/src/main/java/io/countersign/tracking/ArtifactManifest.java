package io.countersign.tracking;

import java.util.List;

/**
 * A tree of artifacts, bound to bytes.
 *
 * @param files its files, sorted by path
 * @param rootDigest lower-case hex: SHA-256 over the concatenated SHA-256 digests (raw bytes) of the files in path order,
 *     as in the OpenSSF Model Signing file manifest
 */
public record ArtifactManifest(List<ArtifactFile> files, String rootDigest) {
    public ArtifactManifest {
        files = List.copyOf(files);
    }
}
