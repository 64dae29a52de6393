package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Name and size limits of MLflow 2.17, with its error texts ({@code mlflow/utils/validation.py} has the same rules). */
public final class WireLimits {
    public static final int MAX_METRICS = 1_000;
    public static final int MAX_PARAMS = 100;
    public static final int MAX_TAGS = 100;
    public static final int MAX_BATCH = 1_000;
    public static final int MAX_INPUTS = 1_000;

    private static final int MAX_KEY = 250;
    private static final int MAX_PARAM_VALUE = 6_000;
    private static final int MAX_TAG_VALUE = 8_000;
    private static final int MAX_EXPERIMENT_TAG_VALUE = 5_000;
    private static final int MAX_EXPERIMENT_NAME = 500;
    private static final int MAX_MODEL_NAME = 500;
    private static final Pattern KEY = Pattern.compile("[/\\w.\\- :]*", Pattern.UNICODE_CHARACTER_CLASS);

    private WireLimits() {}

    /** A metric, param or tag key; {@code path} is where it stands in the request. */
    public static String key(String path, String key) {
        if (!KEY.matcher(key).matches()) {
            throw invalid(
                    path,
                    key,
                    "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ),"
                            + " colon(:) and slashes (/).");
        }
        if (Arrays.stream(key.split("/", -1))
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw invalid(
                    path,
                    key,
                    "Names may be treated as files in certain cases, and must not resolve to other names when treated"
                            + " as such.");
        }
        return within(path, key, MAX_KEY);
    }

    /** MLflow cuts a long value, silently. */
    public static String paramValue(String path, String value) {
        return cut(text(path, value), MAX_PARAM_VALUE);
    }

    /** MLflow cuts a long value, silently. */
    public static String tagValue(String path, String value) {
        return cut(text(path, value), MAX_TAG_VALUE);
    }

    public static String experimentTagValue(String path, String value) {
        return within(path, value, MAX_EXPERIMENT_TAG_VALUE);
    }

    public static String experimentName(String path, String name) {
        return within(path, name, MAX_EXPERIMENT_NAME);
    }

    /** Name of a logged model: such as can stand in a URI, a file name and a filter. */
    public static String modelName(String path, String name) {
        if (name.chars().anyMatch(c -> "/:.%\"'".indexOf(c) >= 0)) {
            throw invalid(
                    path, name, "Model name cannot contain the following characters: '/', ':', '.', '%', '\"', '\''.");
        }
        return within(path, name, MAX_MODEL_NAME);
    }

    /** A text of at most so many characters (Unicode code points, as Python counts). */
    public static String within(String path, String value, int max) {
        if (value.codePointCount(0, value.length()) > max) {
            throw MlflowException.invalid("'" + path + "' exceeds the maximum length of " + max + " characters");
        }
        return text(path, value);
    }

    /** Any text that the database can hold: without NUL, and without half of a surrogate pair, which has no UTF-8. */
    public static String text(String path, String value) {
        if (value.codePoints()
                .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            throw MlflowException.invalid("'" + path + "' contains a NUL character or half of a surrogate pair");
        }
        return value;
    }

    public static long timestamp(String path, String key, long timestamp) {
        if (timestamp < 0) {
            throw MlflowException.invalid("Invalid value " + timestamp + " for parameter '" + path
                    + "' supplied: metric '" + key + "': Timestamp must be a nonnegative long (64-bit integer)");
        }
        return timestamp;
    }

    /** At most so many things of one kind in a request. */
    public static void batch(String what, int max, int size) {
        if (size > max) {
            throw MlflowException.invalid("A batch logging request can contain at most " + max + " " + what + ". Got "
                    + size + " " + what + ". Please split up " + what + " across multiple requests and try again.");
        }
    }

    private static String cut(String value, int max) {
        return value.codePointCount(0, value.length()) <= max
                ? value
                : value.substring(0, value.offsetByCodePoints(0, max));
    }

    private static MlflowException invalid(String path, String value, String why) {
        String shown = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return MlflowException.invalid(
                "Invalid value \"" + cut(shown, 500) + "\" for parameter '" + path + "' supplied: " + why);
    }
}
