package io.countersign.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command as people run it: the one jar, by a Java with the modules of a runtime alone. */
final class Command implements AutoCloseable {
    private static final int LONGEST = 120;

    private final Process process;
    private final Path errors;
    private @Nullable BufferedReader reader;

    private Command(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** What a command that ended said. */
    record Ended(int exitCode, List<String> lines, String errors) {}

    static Command start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** In a namespace without any network, where the system lets us make one. */
    static Ended withoutNetwork(String... arguments) throws IOException, InterruptedException {
        try (Command command =
                start(namespaces() ? List.of("unshare", "--net", "--map-root-user") : List.of(), arguments)) {
            return command.ended();
        }
    }

    /** On a terminal: what it prints and what it shows there come together. */
    static Ended onATerminal(String... arguments) throws IOException, InterruptedException {
        String line = line(arguments).stream().map(each -> "'" + each + "'").collect(Collectors.joining(" "));
        Path errors = Files.createTempFile("countersign-verify", ".err");
        ProcessBuilder script = new ProcessBuilder("script", "--quiet", "--return", "--command", line, "/dev/null");
        script.environment().put("TERM", "xterm");
        try (Command command = new Command(script.redirectError(errors.toFile()).start(), errors)) {
            return command.ended();
        }
    }

    private static boolean namespaces() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
            return false;
        }
        Process trial = new ProcessBuilder("unshare", "--net", "--map-root-user", "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return trial.waitFor() == 0;
    }

    private static Command start(List<String> before, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(before);
        line.addAll(line(arguments));
        Path errors = Files.createTempFile("countersign-verify", ".err");
        return new Command(
                new ProcessBuilder(line).redirectError(errors.toFile()).start(), errors);
    }

    private static List<String> line(String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(
                "-Xmx64m", "--limit-modules", "java.se,jdk.httpserver,jdk.crypto.ec", "-jar", jar().toString()));
        line.addAll(List.of(arguments));
        return line;
    }

    private static Path jar() throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Path.of("target"), "countersign-verifier-*-command.jar")) {
            return jars.iterator().next();
        }
    }

    /** Waits for its end. */
    Ended ended() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (String line = nextLine(); line != null; line = nextLine()) {
            lines.add(line);
        }
        assertThat(process.waitFor(LONGEST, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), lines, Files.readString(errors));
    }

    /** The next line that it prints; null at the end of its output. */
    @Nullable
    String nextLine() throws IOException {
        return output().readLine();
    }

    private BufferedReader output() {
        BufferedReader open = reader;
        if (open == null) {
            open = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            reader = open;
        }
        return open;
    }

    /** Ends it as a power cut would. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(errors);
    }
}
