/**
 * The documentation does what it says: its shell snippets are run, or at least read by the shell.
 */
@NullMarked
package io.countersign.systemtests.docs;

import org.jspecify.annotations.NullMarked;
