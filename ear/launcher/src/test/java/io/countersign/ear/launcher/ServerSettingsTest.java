package io.countersign.ear.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSettingsTest {
    private static final String SOURCES = "COUNTERSIGN_REGISTRY_ALLOWED_SOURCES";

    @TempDir
    Path folder;

    @Test
    void guardedInstallationOpensNoRemotePlace() {
        assertThat(settings(false, Map.of()))
                .doesNotContainKey(SOURCES)
                .containsEntry("COUNTERSIGN_UNGUARDED", "false");
        assertThat(settings(false, Map.of(SOURCES, "s3://models"))).containsEntry(SOURCES, "s3://models");
    }

    @Test
    void unguardedInstallationTakesEveryRemotePlaceUnlessToldOtherwise() {
        assertThat(settings(true, Map.of())).containsEntry(SOURCES, "*").containsEntry("COUNTERSIGN_UNGUARDED", "true");
        assertThat(settings(true, Map.of(SOURCES, "s3://models"))).containsEntry(SOURCES, "s3://models");
    }

    private Map<String, String> settings(boolean unguarded, Map<String, String> environment) {
        StateFolder state = StateFolder.at(folder);
        return ServerSettings.of(
                state,
                new Secrets(state),
                new DatabaseAccess("jdbc:postgresql://localhost/x", "app", "p", "owner", "p"),
                new IdentityProvider("http://localhost/realms/x", "console", "s"),
                "http://localhost:8080",
                unguarded,
                environment);
    }
}
