/**
 * What a key or a grant names: models and experiments, by name or by the beginning of names.
 */
@NullMarked
package io.countersign.identity.scope;

import org.jspecify.annotations.NullMarked;
