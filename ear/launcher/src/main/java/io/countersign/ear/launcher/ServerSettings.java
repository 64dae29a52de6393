package io.countersign.ear.launcher;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the server reads from its environment (MicroProfile Config and the server's own configuration). */
final class ServerSettings {
    private ServerSettings() {}

    /** The settings of an installation; what the user has set in the environment stands. */
    static Map<String, String> of(
            StateFolder state,
            Secrets secrets,
            DatabaseAccess database,
            IdentityProvider identity,
            String publicUrl,
            boolean unguarded,
            Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("COUNTERSIGN_OIDC_AUDIENCE", "countersign-api");
        settings.put("COUNTERSIGN_OIDC_ROLE_CLAIM", "realm_access.roles");
        settings.put("COUNTERSIGN_ARTIFACT_DIR", state.directory("artifacts").toString());
        settings.put(
                "COUNTERSIGN_LEDGER_KEY_FILE",
                state.directory("keys").resolve("ledger.p12").toString());
        settings.put("COUNTERSIGN_LEDGER_KEY_PASSWORD", secrets.of("ledger.key"));
        settings.put(
                "COUNTERSIGN_CHECKPOINT_DIR", state.directory("checkpoints").toString());
        settings.put(
                "COUNTERSIGN_REPORT_KEY_FILE",
                state.directory("keys").resolve("reports.p12").toString());
        settings.put("COUNTERSIGN_REPORT_KEY_PASSWORD", secrets.of("report.key"));
        settings.put("COUNTERSIGN_SECRETS_KEY", secrets.of("secrets.key"));
        settings.put("COUNTERSIGN_PUBLIC_URL", publicUrl);
        environment.forEach((name, value) -> {
            if (name.startsWith("COUNTERSIGN_")) {
                settings.put(name, value);
            }
        });
        if (unguarded) {
            settings.putIfAbsent("COUNTERSIGN_REGISTRY_ALLOWED_SOURCES", "*");
        }
        settings.put("COUNTERSIGN_DB_URL", database.url());
        settings.put("COUNTERSIGN_DB_USER", database.user());
        settings.put("COUNTERSIGN_DB_PASSWORD", database.password());
        settings.put("COUNTERSIGN_OIDC_ISSUER", identity.issuer());
        settings.put("COUNTERSIGN_OIDC_CLIENT_ID", identity.clientId());
        settings.put("COUNTERSIGN_OIDC_CLIENT_SECRET", identity.clientSecret());
        settings.put("COUNTERSIGN_UNGUARDED", String.valueOf(unguarded));
        settings.remove("COUNTERSIGN_DB_OWNER_USER");
        settings.remove("COUNTERSIGN_DB_OWNER_PASSWORD");
        return settings;
    }
}
