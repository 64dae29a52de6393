/**
 * What governance promises of the whole: each change leaves its entry, and the live tables are what the ledger says.
 */
@NullMarked
package io.countersign.systemtests.governance;

import org.jspecify.annotations.NullMarked;
