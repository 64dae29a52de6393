package io.countersign.registry.webhook;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.registry.control.RegistryEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names that each API has for what happens, and which of them an event answers to. */
final class EventNames {
    private static final List<String> REQUESTED = List.of(
            "TRANSITION_REQUEST_TO_STAGING_CREATED",
            "TRANSITION_REQUEST_TO_PRODUCTION_CREATED",
            "TRANSITION_REQUEST_TO_ARCHIVED_CREATED");
    private static final List<String> MOVED = List.of(
            "MODEL_VERSION_TRANSITIONED_TO_STAGING",
            "MODEL_VERSION_TRANSITIONED_TO_PRODUCTION",
            "MODEL_VERSION_TRANSITIONED_TO_ARCHIVED");

    private static final Set<RegistryEvent.Kind> ON_PROMPTS_ALONE =
            EnumSet.of(RegistryEvent.Kind.MODEL_TAG_SET, RegistryEvent.Kind.MODEL_TAG_DELETED);
    private static final Set<String> MLFLOW = mlflow();
    private static final Set<String> DATABRICKS = databricks();

    private EventNames() {}

    /** The names under which a webhook of that kind may have asked for this event. */
    static List<String> of(RegistryEvent event, Webhook.Api api) {
        RegistryEvent.Kind kind = event.kind();
        if (api == Webhook.Api.MLFLOW) {
            String name = entity(event) + "." + kind.action();
            return MLFLOW.contains(name) ? List.of(name) : List.of();
        }
        List<String> names = new ArrayList<>();
        if (!kind.databricks().isEmpty()) {
            names.add(kind.databricks());
        }
        String stage = String.valueOf(event.data().getOrDefault("to_stage", "")).toUpperCase(Locale.ROOT);
        if (kind == RegistryEvent.Kind.STAGE_CHANGED) {
            names.add("MODEL_VERSION_TRANSITIONED_TO_" + stage);
        } else if (kind == RegistryEvent.Kind.REQUEST_CREATED) {
            names.add("TRANSITION_REQUEST_TO_" + stage + "_CREATED");
        }
        return names;
    }

    /** MLflow 3 names prompts apart from models: {@code prompt_version} for {@code model_version}. */
    static String entity(RegistryEvent event) {
        String entity = event.kind().entity();
        return event.prompt()
                ? entity.replace("registered_model", "prompt")
                        .replace("model_version", "prompt_version")
                        .replace("prompt_version_alias", "prompt_alias")
                : entity;
    }

    /** @throws MlflowException (invalid parameter) for a name that means nothing, or for none at all */
    static List<String> checked(List<String> names, Webhook.Api api) {
        Set<String> known = api == Webhook.Api.MLFLOW ? MLFLOW : DATABRICKS;
        if (names.isEmpty()) {
            throw MlflowException.missing("events");
        }
        for (String name : names) {
            if (!known.contains(name)) {
                throw MlflowException.invalid("Invalid value \"" + name
                        + "\" for parameter 'events' supplied. Known events are " + String.join(", ", known));
            }
        }
        return names.stream().distinct().toList();
    }

    private static Set<String> mlflow() {
        Set<String> names = Arrays.stream(RegistryEvent.Kind.values())
                .filter(kind -> !kind.entity().isEmpty() && !ON_PROMPTS_ALONE.contains(kind))
                .map(kind -> kind.entity() + "." + kind.action())
                .collect(Collectors.toCollection(TreeSet::new));
        names.addAll(List.of(
                "prompt.created",
                "prompt_version.created",
                "prompt_tag.set",
                "prompt_tag.deleted",
                "prompt_version_tag.set",
                "prompt_version_tag.deleted",
                "prompt_alias.created",
                "prompt_alias.deleted"));
        return names;
    }

    private static Set<String> databricks() {
        Set<String> names = Arrays.stream(RegistryEvent.Kind.values())
                .map(RegistryEvent.Kind::databricks)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        names.addAll(REQUESTED);
        names.addAll(MOVED);
        return names;
    }
}
