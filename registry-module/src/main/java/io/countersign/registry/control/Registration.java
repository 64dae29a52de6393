package io.countersign.registry.control;

import io.countersign.tracking.RunId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client registers as the next version of a model.
 *
 * @param model name of the model
 * @param source where the artifact is
 * @param run run that made it, null when the client names none
 * @param loggedModel MLflow 3's logged model that the client names, null when it names none
 * @param runLink link to a run elsewhere, may be empty
 * @param description may be empty
 * @param tags may be empty
 */
public record Registration(
        String model,
        String source,
        @Nullable RunId run,
        @Nullable String loggedModel,
        String runLink,
        String description,
        Map<String, String> tags) {}
