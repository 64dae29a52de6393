package io.countersign.ear.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./countersign} in a checkout whose Maven and Java only tell that they were called. */
class CommandTest {
    private static final Path SCRIPT = Path.of("../../countersign");
    private static final Instant BUILT = Instant.now().minus(Duration.ofHours(1));

    @TempDir
    Path checkout;

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(SCRIPT, checkout.resolve("countersign"));
        program("mvnw", "echo mvn >>\"$PWD/called\"");
        program("java/bin/java", "echo java \"${@: -2:1}\" \"${@: -1}\" >>\"" + checkout + "/called\"");
        source("platform/src/main/java/A.java", BUILT.minusSeconds(60));
    }

    @Test
    void buildsWhatIsMissing() throws Exception {
        run("up");
        assertThat(called()).contains("mvn");
    }

    @Test
    void startsAtOnceWhenNothingIsNewerThanTheBuild() throws Exception {
        build();
        source("system-tests/src/test/java/ATest.java", Instant.now());
        source("console/src/api/schema.ts", Instant.now());
        source("docs/operations.md", Instant.now());
        source("platform/target/classes/pom.xml", Instant.now());
        run("up", "--detach");
        assertThat(called()).containsExactly("java --checkout=" + checkout + " --detach");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        for (String changed : List.of(
                "platform/src/main/java/A.java",
                "registry-module/pom.xml",
                "console/src/App.tsx",
                "docs/api/openapi.yaml",
                "approval-workflows/src/main/resources/a.dmn")) {
            build();
            source(changed, BUILT.plusSeconds(60));
            assertThat(run("up")).contains("older than its sources");
            assertThat(called()).as(changed).contains("mvn");
            assertThat(run("up")).as("once is enough").doesNotContain("older");
        }
    }

    @Test
    void doesNotBuildInOrderToStopOrToTell() throws Exception {
        build();
        source("platform/src/main/java/A.java", Instant.now());
        run("status");
        run("down");
        assertThat(called()).noneMatch("mvn"::equals);
    }

    private void build() throws IOException {
        for (String made : List.of(
                "ear/launcher/target/countersign-launcher.jar",
                "ear/launcher/target/lib/a.jar",
                "ear/launcher/target/keycloak/kc/version.txt",
                "ear/application/target/countersign.ear",
                "ear/server/target/wildfly/jboss-modules.jar",
                "samples/credit-scoring/target/lib/a.jar")) {
            source(made, BUILT);
        }
        for (String source :
                List.of("platform/src/main/java/A.java", "registry-module/pom.xml", "console/src/App.tsx")) {
            source(source, BUILT.minusSeconds(60));
        }
        Files.deleteIfExists(checkout.resolve("called"));
    }

    private void source(String path, Instant changed) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }

    private void program(String path, String line) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "countersign");
        builder.command().addAll(List.of(arguments));
        builder.directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", checkout.resolve("java").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private List<String> called() throws IOException {
        Path file = checkout.resolve("called");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
