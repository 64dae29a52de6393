/**
 * The door for people: login at the identity provider, the console's files, and the endpoints of every module below
 * {@code /ajax-api}.
 */
@NullMarked
package io.countersign.ear.shell.console;

import org.jspecify.annotations.NullMarked;
