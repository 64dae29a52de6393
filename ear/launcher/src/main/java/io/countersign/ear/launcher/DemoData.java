package io.countersign.ear.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The demonstration data: made once, by stock clients over the real API, in a program of its own. */
final class DemoData {
    private static final String LOADER = "io.countersign.samples.demo.LoadDemo";

    private final StateFolder state;
    private final Path sample;

    DemoData(StateFolder state, Path sample) {
        this.state = state;
        this.sample = sample;
    }

    boolean isLoaded() {
        return Files.exists(marker());
    }

    boolean isBuilt() {
        return Files.isDirectory(sample.resolve("lib"));
    }

    /** @throws StartFailure when the loader fails; the next start tries again */
    void load(String trackingUri, String tokenUrl) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                sample + "/*:" + sample + "/lib/*",
                LOADER,
                trackingUri,
                tokenUrl);
        try {
            Process loader = new ProcessBuilder(command).inheritIO().start();
            if (loader.waitFor() != 0) {
                throw new StartFailure("The demonstration data was not loaded (exit code " + loader.exitValue() + ").");
            }
            Files.writeString(marker(), Instant.now().toString());
        } catch (IOException failed) {
            throw new StartFailure("The demonstration data cannot be loaded: " + failed.getMessage() + ".", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Loading the demonstration data was interrupted.", interrupted);
        }
    }

    private Path marker() {
        return state.file("demo-data-loaded");
    }
}
