/** What operators ask of the outbox and of the counts of refused calls, over HTTP. */
@NullMarked
package io.countersign.delivery.boundary;

import org.jspecify.annotations.NullMarked;
