/**
 * Use cases of the registry: models, versions, aliases, transitions, and the check of a decision
 * against what was pinned.
 */
@NullMarked
package io.countersign.registry.control;

import org.jspecify.annotations.NullMarked;
