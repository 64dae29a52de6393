/**
 * Whether versions still have the bytes that they were registered with: asked on read, on demand and by a scheduled check.
 */
@NullMarked
package io.countersign.registry.integrity;

import org.jspecify.annotations.NullMarked;
