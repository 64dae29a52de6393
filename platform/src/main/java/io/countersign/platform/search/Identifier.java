package io.countersign.platform.search;

import org.jspecify.annotations.Nullable;

/**
 * What a comparison or an order speaks of: {@code metrics.`test auc`}, {@code start_time}.
 *
 * @param entity the word before the first dot, null when there is none (MLflow then means an attribute)
 * @param key the rest, without quotes; not blank
 */
public record Identifier(@Nullable String entity, String key) {}
