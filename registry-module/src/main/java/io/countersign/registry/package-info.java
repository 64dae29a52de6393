/**
 * The model registry. This root package holds the only types that other modules may import: the facade, its values, and
 * the gate that approvals implement.
 */
@NullMarked
package io.countersign.registry;

import org.jspecify.annotations.NullMarked;
