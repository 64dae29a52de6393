/**
 * Fresh authentication before a signature: the identity provider is asked again, for one digest, by a code flow of its own.
 */
@NullMarked
package io.countersign.ear.shell.stepup;

import org.jspecify.annotations.NullMarked;
