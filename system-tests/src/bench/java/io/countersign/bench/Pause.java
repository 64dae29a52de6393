package io.countersign.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Waits for a line on the standard input when {@code -Dbench.ask=true}: a machine that others use can so be had alone for
 * the time that is measured, and not for the longer one in which the database is filled.
 */
final class Pause {
    private static final boolean ASK = Boolean.getBoolean("bench.ask");
    private static final BufferedReader INPUT =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private Pause() {}

    /** @param what what comes next */
    static void before(String what) throws IOException {
        if (ASK) {
            System.out.println("Press return to " + what);
            INPUT.readLine();
        }
    }
}
