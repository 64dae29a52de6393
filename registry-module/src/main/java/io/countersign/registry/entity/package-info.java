/**
 * What the registry keeps: models, versions, stages, aliases, history, pinned demands.
 */
@NullMarked
package io.countersign.registry.entity;

import org.jspecify.annotations.NullMarked;
