/**
 * The door for programs: who the bearer of a token is, and the endpoints of every module below {@code /api}.
 */
@NullMarked
package io.countersign.ear.shell.api;

import org.jspecify.annotations.NullMarked;
