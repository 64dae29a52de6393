package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where an experiment keeps artifacts: our own proxy, or a store that clients reach themselves. */
public final class ArtifactLocation {
    /** Scheme by which MLflow clients find the artifact proxy of their tracking server. */
    public static final String SCHEME = "mlflow-artifacts";

    private ArtifactLocation() {}

    /**
     * @return the location without a trailing slash
     * @throws MlflowException for one that clients and server could not both understand
     */
    public static String parse(String location) {
        URI uri = uri(location).orElseThrow(() -> invalid(location, "it is not a URI"));
        if (uri.getScheme() == null || uri.getScheme().length() < 2) {
            throw invalid(location, "give a URI with a scheme; a path on the server is not offered");
        }
        if (uri.getScheme().equals("runs") || uri.getScheme().equals("models")) {
            throw invalid(location, "artifact locations cannot be of the scheme " + uri.getScheme());
        }
        if (uri.getRawFragment() != null
                || (uri.getQuery() != null && uri.getQuery().contains(".."))) {
            throw invalid(location, "it has a fragment, or a query with '..'");
        }
        if (uri.getScheme().equals(SCHEME)) {
            proxyPath(location).filter(path -> !path.isEmpty()).ifPresent(ArtifactPath::parse);
        }
        return location.replaceFirst("/+$", "");
    }

    /** Path below the artifact proxy, without a leading slash; empty when clients reach the location themselves. */
    public static Optional<String> proxyPath(String location) {
        return uri(location)
                .filter(uri -> SCHEME.equals(uri.getScheme()) && uri.getPath() != null)
                .map(uri -> uri.getPath().replaceFirst("^/+", ""));
    }

    private static Optional<URI> uri(String location) {
        try {
            return Optional.of(new URI(location));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    private static MlflowException invalid(String location, String why) {
        return MlflowException.invalid("Invalid artifact location \"" + location + "\": " + why);
    }
}
