package io.countersign.reports.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of the product, as the build wrote it down. */
final class SoftwareVersion {
    private SoftwareVersion() {}

    static String current() {
        try (InputStream in = SoftwareVersion.class.getResourceAsStream("/io/countersign/reports/build.properties")) {
            Properties build = new Properties();
            build.load(in);
            return build.getProperty("version", "unknown");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
