package io.countersign.systemtests.tracking;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The S3 server of run tracking's own tests, in a process of its own: its libraries are not those of the clients here. */
final class ObjectStoreProcess implements AutoCloseable {
    static final String BUCKET = "artifacts";

    private final Process process;
    private final String address;

    private ObjectStoreProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static ObjectStoreProcess start() throws IOException {
        Path target = Path.of(System.getProperty("countersign.checkout", ".."))
                .resolve("tracking-module/target")
                .toAbsolutePath();
        String classPath = Stream.of(
                        target.resolve("test-classes").toString(),
                        target.resolve("classes").toString(),
                        Files.readString(target.resolve("test.classpath")).strip())
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        classPath,
                        "io.countersign.tracking.s3.S3Server",
                        BUCKET)
                .redirectError(target.resolve("s3-server.log").toFile())
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.startsWith("http://")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("The S3 server does not start: see " + target.resolve("s3-server.log"));
        }
        return new ObjectStoreProcess(process, line);
    }

    /** As the server wants to be told of it. */
    Map<String, String> settings() {
        return Map.of(
                "COUNTERSIGN_ARTIFACT_STORE", "s3",
                "COUNTERSIGN_ARTIFACT_S3_BUCKET", BUCKET,
                "COUNTERSIGN_ARTIFACT_S3_ENDPOINT", address,
                "COUNTERSIGN_ARTIFACT_S3_PATH_STYLE", "true",
                "COUNTERSIGN_ARTIFACT_S3_ACCESS_KEY", "test-key",
                "COUNTERSIGN_ARTIFACT_S3_SECRET_KEY", "test-secret");
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close(); // the end of its input ends it
        process.onExit().join();
    }
}
