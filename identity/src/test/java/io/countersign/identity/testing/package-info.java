/**
 * Identity on a real database, without a container.
 */
@NullMarked
package io.countersign.identity.testing;

import org.jspecify.annotations.NullMarked;
