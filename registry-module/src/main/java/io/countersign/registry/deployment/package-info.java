/**
 * Where versions run: deployments as pipelines record them, and what was in a stage at a moment.
 */
@NullMarked
package io.countersign.registry.deployment;

import org.jspecify.annotations.NullMarked;
