package io.countersign.tracking.scorecard;

import java.util.Locale;
import java.util.Set;

/** Files that say in what environment a run ran, known by their names. */
final class EnvironmentFiles {
    private static final Set<String> EXACT = Set.of(
            "requirements.txt",
            "requirements.lock",
            "uv.lock",
            "poetry.lock",
            "pdm.lock",
            "pipfile.lock",
            "pixi.lock",
            "pylock.toml",
            "conda-lock.yml",
            "conda-lock.yaml",
            "explicit.txt",
            "renv.lock",
            "manifest.toml",
            "cargo.lock",
            "package-lock.json",
            "gradle.lockfile",
            "sbom.json",
            "bom.json");
    private static final Set<String> RANGES = Set.of(
            "conda.yaml",
            "conda.yml",
            "environment.yml",
            "environment.yaml",
            "python_env.yaml",
            "pyproject.toml",
            "pipfile",
            "setup.py",
            "pom.xml",
            "build.gradle",
            "dockerfile",
            "description");

    private EnvironmentFiles() {}

    /** What a file says. */
    enum Kind {
        /** Each package in one version. */
        EXACT("locked packages"),
        /** Packages that may be of several versions. */
        RANGES("declared packages"),
        OTHER("");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Kind of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (EXACT.contains(name)) {
            return Kind.EXACT;
        }
        return RANGES.contains(name) ? Kind.RANGES : Kind.OTHER;
    }
}
