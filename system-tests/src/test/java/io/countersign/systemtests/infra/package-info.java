/**
 * The doors of the application: who is let in, who is turned away, and in which words.
 */
@NullMarked
package io.countersign.systemtests.infra;

import org.jspecify.annotations.NullMarked;
