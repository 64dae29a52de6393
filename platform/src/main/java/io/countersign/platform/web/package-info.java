/**
 * The JAX-RS boundary shared by every module: deny by default, caller to actor, errors to their wire form.
 */
@NullMarked
package io.countersign.platform.web;

import org.jspecify.annotations.NullMarked;
