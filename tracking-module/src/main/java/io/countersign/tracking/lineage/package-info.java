/**
 * The lineage graph, from datasets over jobs and runs to model versions and deployments: OpenLineage events come in, and the
 * graph is served up and down from any node.
 */
@NullMarked
package io.countersign.tracking.lineage;

import org.jspecify.annotations.NullMarked;
