/**
 * What a policy says and how a run's metrics are judged by it: plain values without storage or engine.
 * A policy is two decision tables, bound to their exact bytes by a digest.
 */
@NullMarked
package io.countersign.approvals.policy;

import org.jspecify.annotations.NullMarked;
