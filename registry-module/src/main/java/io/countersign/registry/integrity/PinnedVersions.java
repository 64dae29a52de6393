package io.countersign.registry.integrity;

import io.countersign.registry.VersionId;
import io.countersign.registry.control.RegistryDatabase;
import io.countersign.tracking.PinnedFiles;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The files that versions are bound to: whoever reads one through its run, its logged model or the version meets its bytes. */
@Dependent
public class PinnedVersions implements PinnedFiles {
    private static final String BOUND = "SELECT m.name, v.number, v.broken_since IS NOT NULL, p.path, f.sha256"
            + " FROM registry.model_version v JOIN registry.registered_model m ON m.id = v.model_id"
            + " CROSS JOIN LATERAL (SELECT CASE WHEN v.artifact_path = '' THEN ?"
            + " WHEN v.artifact_path = ? THEN regexp_replace(?, '^.*/', '')"
            + " ELSE substr(?, length(v.artifact_path) + 2) END AS path) p"
            + " LEFT JOIN registry.model_version_file f ON f.version_id = v.id AND f.path = p.path"
            + " WHERE v.deleted_at IS NULL AND (v.artifact_path = '' OR v.artifact_path = ?"
            + " OR starts_with(?, v.artifact_path || '/')) AND ";

    private final RegistryDatabase database;
    private final Integrity integrity;

    @Inject
    public PinnedVersions(RegistryDatabase database, Integrity integrity) {
        this.database = database;
        this.integrity = integrity;
    }

    @Override
    @Transactional
    public Optional<Pin> at(String owner, String path) {
        String bound = owner.startsWith("m-") ? "v.artifact_model_id = ?" : "v.artifact_run_id = ?";
        List<VersionPin.Expected> expected = database.list(
                BOUND + bound,
                row -> new VersionPin.Expected(
                        new VersionId(row.getString(1), row.getInt(2)),
                        row.getString(4),
                        Optional.ofNullable(row.getString(5)),
                        row.getBoolean(3)),
                path,
                path,
                path,
                path,
                path,
                path,
                owner);
        return expected.isEmpty() ? Optional.empty() : Optional.of(new VersionPin(expected, integrity));
    }
}
