package io.countersign.reports.control;

import io.countersign.platform.config.Settings;
import io.countersign.reports.pdf.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The installation's way to print: with the key that the settings name. {@code countersign.report.key.file} is a PKCS#12
 * file, made on first use when it is not there; {@code countersign.report.key.password} opens it.
 */
@ApplicationScoped
public class Press {
    @Inject
    Settings settings;

    private @Nullable PrintReport ready;

    /** @throws IllegalStateException naming the setting or the file, when there is no key */
    public synchronized PrintReport get() {
        if (ready == null) {
            Path file = settings.path("countersign.report.key.file").orElseGet(Press::besideTheServer);
            char[] password =
                    settings.required("countersign.report.key.password").toCharArray();
            ready = new PrintReport(SigningKey.openOrCreate(file, password));
        }
        return ready;
    }

    private static Path besideTheServer() {
        String data = System.getProperty("jboss.server.data.dir");
        if (data == null) {
            throw new IllegalStateException("The setting countersign.report.key.file is missing");
        }
        return Path.of(data, "countersign-report-key.p12");
    }
}
