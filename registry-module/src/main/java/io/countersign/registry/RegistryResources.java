package io.countersign.registry;

import io.countersign.registry.boundary.AliasResource;
import io.countersign.registry.boundary.ChecksResource;
import io.countersign.registry.boundary.CommentsResource;
import io.countersign.registry.boundary.DatabricksResource;
import io.countersign.registry.boundary.ModelVersionsResource;
import io.countersign.registry.boundary.ModelsResource;
import io.countersign.registry.boundary.PermissionsResource;
import io.countersign.registry.boundary.RegisteredModelsResource;
import io.countersign.registry.boundary.StagesResource;
import io.countersign.registry.boundary.TransitionRequestsResource;
import io.countersign.registry.boundary.TransitionStageResource;
import io.countersign.registry.boundary.VersionArtifactResource;
import io.countersign.registry.card.VersionCardResource;
import io.countersign.registry.deployment.DeploymentsResource;
import io.countersign.registry.deployment.StageHistoryResource;
import io.countersign.registry.inventory.DocumentsResource;
import io.countersign.registry.inventory.InventoryResource;
import io.countersign.registry.inventory.ModelInventoryResource;
import io.countersign.registry.inventory.TierOverridesResource;
import io.countersign.registry.webhook.MlflowWebhooksResource;
import io.countersign.registry.webhook.RegistryWebhooksResource;
import io.countersign.registry.webhook.WebhooksResource;
import java.util.Set;

/** What each shell's JAX-RS application registers of the registry. */
public final class RegistryResources {
    private RegistryResources() {}

    public static Set<Class<?>> classes() {
        return Set.of(
                RegisteredModelsResource.class,
                AliasResource.class,
                ModelVersionsResource.class,
                VersionArtifactResource.class,
                TransitionStageResource.class,
                ModelsResource.class,
                ChecksResource.class,
                StagesResource.class,
                CommentsResource.class,
                TransitionRequestsResource.class,
                DatabricksResource.class,
                PermissionsResource.class,
                MlflowWebhooksResource.class,
                RegistryWebhooksResource.class,
                WebhooksResource.class,
                InventoryResource.class,
                ModelInventoryResource.class,
                DocumentsResource.class,
                TierOverridesResource.class,
                DeploymentsResource.class,
                StageHistoryResource.class,
                VersionCardResource.class);
    }
}
