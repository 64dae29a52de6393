/**
 * An OpenID Connect provider for tests that must make tokens which a well-behaved one never would.
 */
@NullMarked
package io.countersign.ear.shell.testing;

import org.jspecify.annotations.NullMarked;
