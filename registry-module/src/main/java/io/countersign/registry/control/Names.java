package io.countersign.registry.control;

import io.countersign.platform.mlflow.MlflowException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What names and values of the registry may be, as MLflow 2.17 has it, with the longer tags of 3.x. All refusals are invalid-parameter errors. */
final class Names {
    private static final int MAX_NAME = 256;
    private static final int MAX_ALIAS = 255;
    private static final int MAX_TAG_KEY = 250;
    private static final int MAX_TAG_VALUE = 100_000;
    private static final int MAX_DESCRIPTION = 100_000;
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{N}_\\-. :/]+");
    private static final Pattern ALIAS = Pattern.compile("[\\w\\-]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern VERSION_LIKE = Pattern.compile("v\\d+", Pattern.CASE_INSENSITIVE);

    private Names() {}

    static String model(String name) {
        if (name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
            throw MlflowException.invalid("Registered model name is longer than " + MAX_NAME
                    + " characters or contains a character that is not allowed.");
        }
        return name;
    }

    static String alias(String alias) {
        if (alias.length() > MAX_ALIAS || !ALIAS.matcher(alias).matches()) {
            throw MlflowException.invalid("Invalid alias name: '" + alias + "'. Names may only contain alphanumerics,"
                    + " underscores (_) and dashes (-), at most " + MAX_ALIAS + " of them.");
        }
        if (alias.toLowerCase(Locale.ROOT).equals("latest")) {
            throw MlflowException.invalid("'latest' alias name (case insensitive) is reserved.");
        }
        if (VERSION_LIKE.matcher(alias).matches()) {
            throw MlflowException.invalid("Version alias name '" + alias + "' is reserved.");
        }
        return alias;
    }

    static String description(String text) {
        return bounded("description", text, MAX_DESCRIPTION);
    }

    static Map<String, String> tags(Map<String, String> tags) {
        tags.forEach(Names::tag);
        return tags;
    }

    static void tag(String key, String value) {
        bounded("key", key, MAX_TAG_KEY);
        if (!TAG_KEY.matcher(key).matches()) {
            throw MlflowException.invalid("Invalid tag name: '" + key + "'. Names may only contain alphanumerics,"
                    + " underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        }
        boolean normal =
                Arrays.stream(key.split("/", -1)).noneMatch(step -> step.isEmpty() || step.matches("\\.{1,2}"));
        if (!normal) {
            throw MlflowException.invalid("Invalid tag name: '" + key + "'. Names may be treated as files in certain"
                    + " cases, and must not resolve to other names when treated as such.");
        }
        bounded("value", value, MAX_TAG_VALUE);
    }

    private static String bounded(String what, String text, int most) {
        if (text.length() > most || text.indexOf('\0') >= 0) {
            throw MlflowException.invalid("'" + what + "' exceeds the maximum length of " + most
                    + " characters or contains a character that is not allowed.");
        }
        return text;
    }
}
