/**
 * What risk teams keep of a model: its inventory entry, its risk tier, forms and documents, and what is still missing before
 * a version may be promoted. Everything is a new revision, attributed and digested; nothing is overwritten.
 */
@NullMarked
package io.countersign.registry.inventory;

import org.jspecify.annotations.NullMarked;
