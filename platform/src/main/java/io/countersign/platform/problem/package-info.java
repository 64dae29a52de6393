/**
 * What can go wrong for a caller, in the domain's words: no HTTP in here.
 */
@NullMarked
package io.countersign.platform.problem;

import org.jspecify.annotations.NullMarked;
