/**
 * Roles of people, narrowed to models and experiments, and the reach that follows from it.
 */
@NullMarked
package io.countersign.identity.grants;

import org.jspecify.annotations.NullMarked;
