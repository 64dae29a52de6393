/**
 * What both web shells share: the JAX-RS application over all modules, callers made of token claims, error answers.
 */
@NullMarked
package io.countersign.ear.shell;

import org.jspecify.annotations.NullMarked;
