/**
 * Run tracking. This root package holds the only types that other modules may import: the facade and its values.
 */
@NullMarked
package io.countersign.tracking;

import org.jspecify.annotations.NullMarked;
