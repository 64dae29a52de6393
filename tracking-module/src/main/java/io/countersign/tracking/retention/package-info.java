/**
 * What is kept and what is destroyed: legal holds, the purge of deleted runs, and the removal of bytes that nothing refers to.
 */
@NullMarked
package io.countersign.tracking.retention;

import org.jspecify.annotations.NullMarked;
