/**
 * MLflow's tracking API and artifact proxy: messages, presence rules, who may call.
 * Nothing is decided here that a use case of control would have to know.
 */
@NullMarked
package io.countersign.tracking.boundary;

import org.jspecify.annotations.NullMarked;
