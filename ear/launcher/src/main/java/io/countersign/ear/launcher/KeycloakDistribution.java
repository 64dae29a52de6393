package io.countersign.ear.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Keycloak as unpacked by the build, augmented once for PostgreSQL and shared by every installation on this checkout. */
final class KeycloakDistribution {
    private static final List<String> OPTIONS = List.of("--db=postgres", "--health-enabled=false");

    private KeycloakDistribution() {}

    /** Augments it when that has not been done with these options. */
    static void prepare(Path home) {
        Path marker = home.resolve("countersign-build-options");
        String options = String.join(" ", OPTIONS);
        try (FileChannel lock = FileChannel.open(
                        home.resolve("countersign-build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (held.isValid()
                    && Files.exists(marker)
                    && Files.readString(marker).equals(options)) {
                return;
            }
            build(home);
            Files.writeString(marker, options);
        } catch (IOException failed) {
            throw new StartFailure("Keycloak in " + home + " cannot be prepared: " + failed.getMessage() + ".", failed);
        }
    }

    private static void build(Path home) throws IOException {
        List<String> command = new java.util.ArrayList<>(
                List.of("bash", home.resolve("bin/kc.sh").toString(), "build"));
        command.addAll(OPTIONS);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new StartFailure("Keycloak cannot be built: " + output.strip());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Building Keycloak was interrupted.", interrupted);
        }
    }
}
