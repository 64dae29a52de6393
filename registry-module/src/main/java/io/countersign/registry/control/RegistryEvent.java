package io.countersign.registry.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the registry, told to webhooks in the transaction in which it happens.
 *
 * @param kind what
 * @param model the model
 * @param version the version, null when it is about the model alone
 * @param prompt whether the model is one of MLflow 3's prompts
 * @param data what MLflow's webhooks say of it: strings, and maps of strings
 */
public record RegistryEvent(
        Kind kind, String model, @Nullable Integer version, boolean prompt, Map<String, Object> data) {

    /** What can happen, with MLflow 3's name for it (entity and action) and Databricks'; empty when it has none there.
     * What Databricks has no event for bears a name in its manner. */
    public enum Kind {
        MODEL_CREATED("registered_model", "created", "REGISTERED_MODEL_CREATED"),
        /** MLflow has it for prompts alone. */
        MODEL_TAG_SET("registered_model_tag", "set", ""),
        MODEL_TAG_DELETED("registered_model_tag", "deleted", ""),
        VERSION_CREATED("model_version", "created", "MODEL_VERSION_CREATED"),
        VERSION_TAG_SET("model_version_tag", "set", "MODEL_VERSION_TAG_SET"),
        VERSION_TAG_DELETED("model_version_tag", "deleted", ""),
        ALIAS_CREATED("model_version_alias", "created", ""),
        ALIAS_DELETED("model_version_alias", "deleted", ""),
        STAGE_CHANGED("", "", "MODEL_VERSION_TRANSITIONED_STAGE"),
        REQUEST_CREATED("", "", "TRANSITION_REQUEST_CREATED"),
        ALIAS_REQUEST_CREATED("", "", "ALIAS_REQUEST_CREATED"),
        REQUEST_SIGNED("", "", "TRANSITION_REQUEST_SIGNED"),
        REQUEST_APPROVED("", "", "TRANSITION_REQUEST_APPROVED"),
        REQUEST_REJECTED("", "", "TRANSITION_REQUEST_REJECTED"),
        REQUEST_REFUSED("", "", "TRANSITION_REQUEST_REFUSED"),
        REQUEST_WITHDRAWN("", "", "TRANSITION_REQUEST_WITHDRAWN"),
        REQUEST_VOID("", "", "TRANSITION_REQUEST_VOID"),
        REQUEST_SUPERSEDED("", "", "TRANSITION_REQUEST_SUPERSEDED"),
        REQUEST_EXPIRED("", "", "TRANSITION_REQUEST_EXPIRED"),
        REQUEST_ESCALATED("", "", "TRANSITION_REQUEST_ESCALATED"),
        APPROVAL_LAPSED("", "", "APPROVAL_LAPSED"),
        COMMENT_CREATED("", "", "COMMENT_CREATED"),
        VERSION_BROKEN("", "", "MODEL_VERSION_BROKEN");

        private final String entity;
        private final String action;
        private final String databricks;

        Kind(String entity, String action, String databricks) {
            this.entity = entity;
            this.action = action;
            this.databricks = databricks;
        }

        public String entity() {
            return entity;
        }

        public String action() {
            return action;
        }

        public String databricks() {
            return databricks;
        }
    }
}
