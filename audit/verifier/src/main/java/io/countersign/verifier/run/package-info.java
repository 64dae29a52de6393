/**
 * The export of one run, checked offline: what the run holds, the seal over it, and the seal's entry in the signed log.
 */
@NullMarked
package io.countersign.verifier.run;

import org.jspecify.annotations.NullMarked;
