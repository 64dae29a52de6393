/**
 * Who may lean on whom.
 */
@NullMarked
package io.countersign.systemtests.architecture;

import org.jspecify.annotations.NullMarked;
