/**
 * What run tracking keeps: experiments, runs, and the values that runs log.
 * Values validate what every writer must obey; limits of MLflow's wire are checked in control.
 */
@NullMarked
package io.countersign.tracking.entity;

import org.jspecify.annotations.NullMarked;
