package io.countersign.registry.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.registry.VersionId;
import io.countersign.tracking.RunId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a version's artifact is, read from the {@code source} that a client registers. */
sealed interface ModelSource {

    /** Artifacts of a run that is kept here. */
    record OfRun(RunId run, String path) implements ModelSource {}

    /** A copy of a registered version. */
    record OfVersion(VersionId version) implements ModelSource {}

    /** One of MLflow 3's logged models. */
    record OfLoggedModel(String id, String path) implements ModelSource {}

    /** A place outside. Its bytes are not ours to pin. */
    record Outside(String uri) implements ModelSource {}

    Set<String> OUTSIDE = Set.of("s3", "s3a", "gs", "wasb", "wasbs", "abfs", "abfss", "hdfs", "dbfs", "http", "https");
    Pattern RUN = Pattern.compile("runs:/([A-Za-z0-9][\\w-]{0,255})(?:/(.*))?", Pattern.DOTALL);
    Pattern PROXIED = Pattern.compile(
            "mlflow-artifacts:/(?!/)[^/]+/([A-Za-z0-9][\\w-]{0,255})/artifacts(?:/(.*))?", Pattern.DOTALL);
    Pattern LOGGED = Pattern.compile("models:/(m-[0-9a-f]{32})(?:/(.*))?", Pattern.DOTALL);
    Pattern LOGGED_PROXIED =
            Pattern.compile("mlflow-artifacts:/(?!/)[^/]+/models/(m-[0-9a-f]{32})/artifacts(?:/(.*))?", Pattern.DOTALL);
    Pattern COPY = Pattern.compile("models:/([^/]+)/(\\d{1,9})");
    Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/.*", Pattern.DOTALL);

    /** Reads a source. @throws MlflowException (invalid parameter) for a path of the server, a way upwards, or a scheme that is not allowed */
    static ModelSource parse(String source) {
        refuseWaysUpwards(source);
        Matcher run = RUN.matcher(source);
        if (run.matches()) {
            return new OfRun(new RunId(run.group(1)), path(run.group(2)));
        }
        Matcher loggedProxied = LOGGED_PROXIED.matcher(source);
        if (loggedProxied.matches()) {
            return new OfLoggedModel(loggedProxied.group(1), path(loggedProxied.group(2)));
        }
        Matcher proxied = PROXIED.matcher(source);
        if (proxied.matches()) {
            return new OfRun(new RunId(proxied.group(1)), path(proxied.group(2)));
        }
        Matcher logged = LOGGED.matcher(source);
        if (logged.matches()) {
            return new OfLoggedModel(logged.group(1), path(logged.group(2)));
        }
        Matcher copy = COPY.matcher(source);
        if (copy.matches() && Integer.parseInt(copy.group(2)) > 0) {
            return new OfVersion(new VersionId(copy.group(1), Integer.parseInt(copy.group(2))));
        }
        Matcher scheme = SCHEME.matcher(source);
        if (scheme.matches() && OUTSIDE.contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
            return new Outside(source);
        }
        throw invalid(
                source,
                "It must be an artifact of a run (runs:/<run>/<path>, mlflow-artifacts:/<experiment>/<run>/artifacts/<path>),"
                        + " a registered version (models:/<name>/<version>), a logged model (models:/m-<id>) or a remote URI that the operator allows; paths of the server are refused.");
    }

    private static String path(String path) {
        return path == null ? "" : path.replaceAll("/+$", "");
    }

    private static void refuseWaysUpwards(String source) {
        String decoded = source;
        for (String before = ""; !before.equals(decoded); ) {
            before = decoded;
            boolean upwards = Arrays.asList(before.split("[/\\\\?#]")).contains("..");
            if (upwards || before.indexOf('\0') >= 0) {
                throw invalid(source, "It must not contain '..'.");
            }
            decoded = decode(before, source);
        }
    }

    private static String decode(String text, String source) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            if (text.equals(source)) {
                return text;
            }
            throw invalid(source, "Its percent-encoding is not valid.");
        }
    }

    private static MlflowException invalid(String source, String why) {
        return MlflowException.invalid("Invalid model version source: '" + source + "'. " + why);
    }
}
