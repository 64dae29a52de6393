/**
 * Comments on runs: why something was done, by whom and when. Written once; superseded, never changed.
 */
@NullMarked
package io.countersign.tracking.comment;

import org.jspecify.annotations.NullMarked;
