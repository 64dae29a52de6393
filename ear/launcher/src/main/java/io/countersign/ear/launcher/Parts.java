package io.countersign.ear.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the build made, in a checkout.
 *
 * @param wildfly the provisioned server
 * @param application the enterprise archive
 * @param keycloak the unpacked identity provider
 * @param demonstration folder of the built sample, whose data loader fills an empty installation
 */
public record Parts(Path wildfly, Path application, Path keycloak, Path demonstration) {

    /** The places in a checkout. */
    public static Parts in(Path checkout) {
        return new Parts(
                checkout.resolve("ear/server/target/wildfly"),
                checkout.resolve("ear/application/target/countersign.ear"),
                onlyFolder(checkout.resolve("ear/launcher/target/keycloak")),
                checkout.resolve("samples/credit-scoring/target"));
    }

    private static Path onlyFolder(Path parent) {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow(() -> new StartFailure("There is no Keycloak in " + parent + "; build it first."));
        } catch (IOException missing) {
            throw new StartFailure("There is no Keycloak in " + parent + "; build it first.", missing);
        }
    }
}
