package io.countersign.tracking.control;

import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.tracking.ArtifactBytes;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the store itself, not what the database remembers of it. */
@Dependent
public class StoredArtifacts implements ArtifactBytes {
    private static final int BUFFER = 1 << 16;

    private final StoredArtifactRows rows;
    private final ArtifactStore store;

    @Inject
    public StoredArtifacts(StoredArtifactRows rows, ArtifactStore store) {
        this.rows = rows;
        this.store = store;
    }

    @Override
    public Optional<byte[]> read(String owner, String path, int most) {
        Optional<StoredArtifactRows.Row> found = rows.at(owner, path).filter(row -> row.sizeBytes() <= most);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream bytes = store.open(found.get().blob())) {
            return Optional.of(bytes.readNBytes(most));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failed) {
            throw unavailable();
        }
    }

    @Override
    public ArtifactManifest hashed(String owner, String path) {
        List<ArtifactFile> files = new ArrayList<>();
        for (StoredArtifactRows.Row row : rows.below(owner, path)) {
            hash(row).ifPresent(files::add);
        }
        return ArtifactManifest.of(files);
    }

    private Optional<ArtifactFile> hash(StoredArtifactRows.Row row) {
        try (InputStream bytes = store.open(row.blob())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                digest.update(buffer, 0, n);
                size += n;
            }
            return Optional.of(new ArtifactFile(row.path(), size, HexFormat.of().formatHex(digest.digest())));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failed) {
            throw unavailable();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static ProblemException unavailable() {
        return new ProblemException(ProblemType.UNAVAILABLE, "The artifact store cannot be read at present");
    }
}
