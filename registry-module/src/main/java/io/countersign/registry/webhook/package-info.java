/**
 * Webhooks: who is told of what happens in the registry, in MLflow 3's form and in that of Databricks' workspace registry.
 * Messages go through the outbox, so they are told if and only if the change commits.
 */
@NullMarked
package io.countersign.registry.webhook;

import org.jspecify.annotations.NullMarked;
