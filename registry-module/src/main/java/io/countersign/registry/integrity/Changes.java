package io.countersign.registry.integrity;

import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which files of a manifest are others, missing or new. */
final class Changes {
    private static final int MOST = 20;

    private Changes() {}

    /** In words, {@code changed: MLmodel; missing: model.pkl; new: x}; at most twenty files. */
    static String between(ArtifactManifest registered, @Nullable ArtifactManifest found) {
        Map<String, String> now = new LinkedHashMap<>();
        if (found != null) {
            found.files().forEach(file -> now.put(file.path(), file.sha256()));
        }
        List<String> said = new ArrayList<>();
        for (ArtifactFile file : registered.files()) {
            String digest = now.remove(file.path());
            if (digest == null) {
                said.add("missing: " + file.path());
            } else if (!digest.equals(file.sha256())) {
                said.add("changed: " + file.path());
            }
        }
        now.keySet().forEach(path -> said.add("new: " + path));
        return String.join("; ", said.subList(0, Math.min(MOST, said.size())))
                + (said.size() > MOST ? "; and " + (said.size() - MOST) + " more" : "");
    }
}
