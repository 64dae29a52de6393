/**
 * Delivers what modules post to the outbox: an EJB jar of its own, because only such a jar sees the channels of every
 * module. Others see {@code io.countersign.platform.outbox} and nothing of this.
 */
@NullMarked
package io.countersign.delivery;

import org.jspecify.annotations.NullMarked;
