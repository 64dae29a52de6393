package io.countersign.tracking.boundary;

import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Headers of a download, guessed from the file's name as MLflow does, never from what the client accepts. */
final class ContentTypes {
    private static final Set<String> TEXT = Set.of(
            "txt",
            "log",
            "err",
            "cfg",
            "conf",
            "cnf",
            "cf",
            "ini",
            "properties",
            "prop",
            "hocon",
            "toml",
            "yaml",
            "yml",
            "xml",
            "json",
            "js",
            "py",
            "py3",
            "csv",
            "tsv",
            "md",
            "rst",
            "mlmodel",
            "mlproject");

    private ContentTypes() {}

    static String of(String path) {
        String name = name(path);
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TEXT.contains(suffix)
                ? "text/plain"
                : Objects.requireNonNullElse(URLConnection.guessContentTypeFromName(name), "application/octet-stream");
    }

    /** A browser saves the file and never shows it (RFC 6266). */
    static String attachment(String path) {
        String name = name(path);
        String plain = name.replaceAll("[^\\w.\\- ]", "_");
        String form = "attachment; filename=\"" + plain + "\"";
        return plain.equals(name)
                ? form
                : form + "; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
