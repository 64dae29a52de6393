package io.countersign.registry.entity;

import io.countersign.tracking.ArtifactFile;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A file of a version's manifest. */
@Embeddable
public class PinnedFile {
    private String path;

    @Column(name = "size_bytes")
    private long sizeBytes;

    private String sha256;

    @SuppressWarnings("NullAway.Init")
    protected PinnedFile() {}

    PinnedFile(ArtifactFile file) {
        this.path = file.path();
        this.sizeBytes = file.sizeBytes();
        this.sha256 = file.sha256();
    }

    ArtifactFile file() {
        return new ArtifactFile(path, sizeBytes, sha256);
    }
}
