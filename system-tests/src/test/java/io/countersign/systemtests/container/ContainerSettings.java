package io.countersign.systemtests.container;

import io.countersign.ear.launcher.DatabaseAccess;
import io.countersign.ear.launcher.Migrations;
import io.countersign.ear.launcher.OwnDatabases;
import io.countersign.ear.launcher.Ports;
import io.countersign.ear.launcher.PostgresServer;
import io.countersign.ear.launcher.Secrets;
import io.countersign.ear.launcher.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Before Arquillian starts its server: a migrated PostgreSQL, free ports, and the settings that the server needs. */
public final class ContainerSettings implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Preparation.class);
    }

    /** Told by Arquillian when the container is known and not yet started. */
    public static final class Preparation {
        public void prepare(@Observes ContainerRegistry registry) {
            Ports ports = Ports.free();
            String options = systemProperties(settings(ports)) + " -Xmx1g";
            registry.getContainers().forEach(container -> container
                    .getContainerConfiguration()
                    .property("javaVmArguments", options)
                    .property(
                            "jbossArguments",
                            "-Djboss.http.port=" + ports.http() + " -Djboss.management.http.port=" + ports.management())
                    .property("managementPort", String.valueOf(ports.management())));
        }

        private static Map<String, String> settings(Ports ports) {
            Path folder = temporaryFolder();
            StateFolder state = StateFolder.at(folder);
            Secrets secrets = new Secrets(state);
            PostgresServer postgres = PostgresServer.start(state, secrets, ports.postgres());
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "stop PostgreSQL"));
            DatabaseAccess database = OwnDatabases.application(postgres, secrets);
            Migrations.run(database, false);
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("env.COUNTERSIGN_DB_URL", database.url());
            settings.put("env.COUNTERSIGN_DB_USER", database.user());
            settings.put("env.COUNTERSIGN_DB_PASSWORD", database.password());
            settings.put("countersign.oidc.issuer", "http://localhost:" + ports.keycloak() + "/realms/countersign");
            settings.put("countersign.oidc.audience", "countersign-api");
            settings.put("countersign.oidc.client.id", "countersign-console");
            settings.put("countersign.public.url", "http://localhost:" + ports.http());
            settings.put("countersign.artifact.dir", folder.resolve("artifacts").toString());
            settings.put(
                    "countersign.checkpoint.dir", folder.resolve("checkpoints").toString());
            settings.put(
                    "countersign.ledger.key.file", folder.resolve("ledger.p12").toString());
            settings.put("countersign.ledger.key.password", secrets.of("ledger.key"));
            settings.put(
                    "countersign.report.key.file", folder.resolve("reports.p12").toString());
            settings.put("countersign.report.key.password", secrets.of("report.key"));
            return settings;
        }

        private static String systemProperties(Map<String, String> settings) {
            return settings.entrySet().stream()
                    .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining(" "));
        }

        private static Path temporaryFolder() {
            try {
                Path target = Path.of(System.getProperty("countersign.checkout"), "system-tests", "target");
                return Files.createTempDirectory(Files.createDirectories(target), "container-");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
