/**
 * Holds every answer of the own API against the published description, whatever test it was given to.
 */
@NullMarked
package io.countersign.systemtests.contract;

import org.jspecify.annotations.NullMarked;
