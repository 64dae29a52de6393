package io.countersign.tracking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/**
 * A tree of artifacts, bound to bytes.
 *
 * @param files its files, sorted by path: part by part, each part by code points
 * @param rootDigest lower-case hex: SHA-256 over the concatenated SHA-256 digests (raw bytes) of the files in path order,
 *     as in the OpenSSF Model Signing file manifest ({@code model-signing} sorts {@code PurePosixPath}s)
 */
public record ArtifactManifest(List<ArtifactFile> files, String rootDigest) {
    public ArtifactManifest {
        files = List.copyOf(files);
    }

    /** A separator sorts before every character that a part of a path can have: {@code a/x} comes before {@code a-b/x}. */
    private static final Comparator<ArtifactFile> PART_BY_PART = Comparator.comparing(
            file -> file.path().replace('/', '\0').getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** The manifest of these files, in any order. */
    public static ArtifactManifest of(List<ArtifactFile> files) {
        List<ArtifactFile> sorted = files.stream().sorted(PART_BY_PART).toList();
        try {
            MessageDigest root = MessageDigest.getInstance("SHA-256");
            sorted.forEach(file -> root.update(HexFormat.of().parseHex(file.sha256())));
            return new ArtifactManifest(sorted, HexFormat.of().formatHex(root.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Whether these are the same files with the same bytes, in whatever order they were listed. */
    public boolean sameFiles(ArtifactManifest other) {
        return new HashSet<>(files).equals(new HashSet<>(other.files));
    }
}
