package io.countersign.registry.integrity;

import io.countersign.platform.actor.Actor;
import io.countersign.registry.VersionId;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.PinnedFiles;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What versions expect at one place. A file that one of them was registered with may be handed out, even when another was
 * registered with other bytes there: that other one is broken.
 */
final class VersionPin implements PinnedFiles.Pin {
    private final List<Expected> expected;
    private final Integrity integrity;

    VersionPin(List<Expected> expected, Integrity integrity) {
        this.expected = List.copyOf(expected);
        this.integrity = integrity;
    }

    /**
     * One version's view.
     *
     * @param path the file's path in the version's manifest
     * @param sha256 its digest there; empty when the version has no such file
     * @param broken whether the version is known as broken already
     */
    record Expected(VersionId version, String path, Optional<String> sha256, boolean broken) {
        boolean agrees(@Nullable ArtifactFile file) {
            return sha256.equals(Optional.ofNullable(file).map(ArtifactFile::sha256));
        }
    }

    @Override
    public boolean allows(String sha256) {
        return expected.stream().anyMatch(one -> one.sha256().equals(Optional.of(sha256)));
    }

    @Override
    public void found(@Nullable ArtifactFile file, Actor reader) {
        expected.stream()
                .filter(one -> !one.broken() && !one.agrees(file))
                .forEach(one -> integrity.noteFile(one.version(), one.path(), file, reader));
    }
}
