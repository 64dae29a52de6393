package io.countersign.registry.control;

import io.countersign.platform.config.Settings;
import io.countersign.platform.mlflow.MlflowException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;

/**
 * Places outside that a version may be registered from: the setting {@code countersign.registry.allowed.sources}, beginnings
 * of URIs parted by commas ({@code s3://models/,https://huggingface.co/acme/}), each of which ends where a part of the path
 * ends. Without the setting there are none: only what is kept here can be registered. {@code *} opens every remote place, as
 * MLflow does. A version from outside is bound to no bytes and therefore enters no guarded stage.
 */
@Dependent
public class AllowedSources {
    private static final String ENVIRONMENT = "COUNTERSIGN_REGISTRY_ALLOWED_SOURCES";
    static final String SETTING = "countersign.registry.allowed.sources";
    /** Every remote place. */
    static final String ANYWHERE = "*";

    private final List<String> beginnings;

    @Inject
    public AllowedSources(Settings settings) {
        this(settings.text(SETTING).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(beginning -> !beginning.isEmpty())
                .toList());
    }

    AllowedSources(List<String> beginnings) {
        this.beginnings = beginnings;
    }

    /** @throws MlflowException (invalid parameter), naming the setting, when the list holds no beginning of the source */
    void require(String source) {
        if (beginnings.stream().noneMatch(beginning -> covers(beginning, source))) {
            throw MlflowException.invalid("Invalid model version source: '" + source
                    + "'. This installation registers artifacts of runs, logged models and registered versions, and from outside "
                    + (beginnings.isEmpty() ? "nothing" : "what begins with " + String.join(", ", beginnings))
                    + ". Its operator allows places by the setting " + ENVIRONMENT + ".");
        }
    }

    /** {@code s3://models} covers {@code s3://models/a}, and neither {@code s3://models-of-others/a} nor another host. */
    private static boolean covers(String beginning, String source) {
        if (beginning.equals(ANYWHERE)) {
            return true;
        }
        String place = beginning.replaceAll("/+$", "");
        return source.equals(place) || source.startsWith(place + "/");
    }
}
