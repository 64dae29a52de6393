package io.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Live data of the server's heap, by {@code jcmd}: what a histogram counts after the collection that it forces. */
final class ServerHeap {
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private static volatile long before;
    private static volatile long most;
    private static volatile boolean watching;
    private static Thread watcher = new Thread();

    private ServerHeap() {}

    static void watch() {
        before = live();
        most = before;
        watching = true;
        watcher = new Thread(
                () -> {
                    while (watching) {
                        most = Math.max(most, live());
                    }
                },
                "heap");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** The most bytes by which live data grew since {@link #watch}. */
    static long growth() {
        watching = false;
        return most - before;
    }

    private static long live() {
        long server = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("jboss.home.dir"))
                .findFirst()
                .orElseThrow()
                .pid();
        try {
            Process jcmd = new ProcessBuilder("jcmd", Long.toString(server), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = TOTAL.matcher(text);
            if (!total.find()) {
                throw new IllegalStateException("no histogram: " + text.lines().limit(3).toList());
            }
            Thread.sleep(500);
            return Long.parseLong(total.group(1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
