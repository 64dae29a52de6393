package io.countersign.platform.web;

import java.util.regex.Pattern;

/** Text from outside, for a log line. */
public final class LogText {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u0085]");
    private static final int LONGEST = 4_000;

    private LogText() {}

    /** The text without line breaks, terminal sequences and other control characters, cut when it is very long. */
    public static String oneLine(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
        return BREAKS.matcher(cut).replaceAll("\uFFFD");
    }
}
