/**
 * Use cases on promotion requests, and the rules they keep: who may ask, who may sign, what is frozen.
 * Business rules live here and nowhere in a process model; the engine only orders the steps.
 */
@NullMarked
package io.countersign.approvals.control;

import org.jspecify.annotations.NullMarked;
