/**
 * What the tracking and registry modules share of MLflow's wire contract: error codes, lenient requests, answers.
 */
@NullMarked
package io.countersign.platform.mlflow;

import org.jspecify.annotations.NullMarked;
