package io.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LogTextTest {
    private static final String FORGED = "x\r\n2026-11-29 10:00:00 ERROR forged\u001b[2J\u2028y\u0085z";

    @Test
    void lineBreaksAndTerminalSequencesAreReplaced() {
        assertThat(LogText.oneLine(FORGED))
                .isEqualTo("x\uFFFD\uFFFD2026-11-29 10:00:00 ERROR forged\uFFFD[2J\uFFFDy\uFFFDz");
    }

    @Test
    void loggedFailureKeepsItsTraceAndCausesButNoForgedLine() {
        Throwable failure = new IllegalStateException(FORGED, new IllegalArgumentException(FORGED));
        StringWriter out = new StringWriter();
        LoggedFailure.of(failure).printStackTrace(new PrintWriter(out, true));
        assertThat(out.toString().lines())
                .noneMatch(line -> line.startsWith("2026"))
                .anyMatch(line -> line.startsWith("java.lang.IllegalStateException: x"))
                .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalArgumentException: x"))
                .anyMatch(line -> line.contains("LogTextTest.loggedFailureKeepsItsTrace"));
    }
}
