package io.countersign.tracking.scorecard;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of commits at the forges of this world. */
final class Forge {
    /** {@code git@host:group/project.git}. */
    private static final Pattern SCP = Pattern.compile("(?:[\\w.-]+@)?([\\w.-]+\\.[\\w-]+):(?!//)([\\w./~-]+)");

    private Forge() {}

    /** Where a browser shows the commit; empty for a repository that has no address for browsers. */
    static Optional<String> commit(String repository, String commit) {
        return page(repository).map(page -> page + path(page) + commit);
    }

    private static Optional<String> page(String repository) {
        String text = repository.strip();
        Matcher scp = SCP.matcher(text);
        if (scp.matches()) {
            return Optional.of(clean("https://" + scp.group(1) + "/" + scp.group(2)));
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            if (host == null || uri.getPath() == null || uri.getPath().length() < 2) {
                return Optional.empty();
            }
            return switch (scheme) {
                // never the credentials that some tools leave in there
                case "http", "https" ->
                    Optional.of(clean(
                            scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath()));
                case "ssh", "git" -> Optional.of(clean("https://" + host + uri.getRawPath()));
                default -> Optional.empty();
            };
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    private static String clean(String page) {
        return page.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
    }

    private static String path(String page) {
        String host = page.replaceFirst("^https?://", "").replaceFirst("[/:].*", "");
        if (host.contains("gitlab")) {
            return "/-/commit/";
        }
        return host.contains("bitbucket") ? "/commits/" : "/commit/";
    }
}
