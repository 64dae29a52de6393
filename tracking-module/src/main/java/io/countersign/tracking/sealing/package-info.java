/**
 * Seals as outsiders check them: through the API, and offline from the export of a run.
 */
@NullMarked
package io.countersign.tracking.sealing;

import org.jspecify.annotations.NullMarked;
