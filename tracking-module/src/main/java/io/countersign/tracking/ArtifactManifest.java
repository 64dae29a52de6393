package io.countersign.tracking;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A tree of artifacts, bound to bytes.
 *
 * @param files its files, sorted by path (UTF-16 code units)
 * @param rootDigest lower-case hex: SHA-256 over the concatenated SHA-256 digests (raw bytes) of the files in path order,
 *     as in the OpenSSF Model Signing file manifest
 */
public record ArtifactManifest(List<ArtifactFile> files, String rootDigest) {
    public ArtifactManifest {
        files = List.copyOf(files);
    }

    /** The manifest of these files, in any order. */
    public static ArtifactManifest of(List<ArtifactFile> files) {
        List<ArtifactFile> sorted =
                files.stream().sorted(Comparator.comparing(ArtifactFile::path)).toList();
        try {
            MessageDigest root = MessageDigest.getInstance("SHA-256");
            sorted.forEach(file -> root.update(HexFormat.of().parseHex(file.sha256())));
            return new ArtifactManifest(sorted, HexFormat.of().formatHex(root.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
