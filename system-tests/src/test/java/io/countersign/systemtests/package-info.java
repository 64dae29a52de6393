/**
 * The whole application on real parts, started once for all tests.
 */
@NullMarked
package io.countersign.systemtests;

import org.jspecify.annotations.NullMarked;
