/**
 * Who acts: resolved once at the boundary, then passed on explicitly. There is no default actor.
 */
@NullMarked
package io.countersign.platform.actor;

import org.jspecify.annotations.NullMarked;
