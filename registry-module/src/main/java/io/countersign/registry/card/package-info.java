/**
 * What a version says of itself: read from its MLmodel file, composed into a model card with what people entered, compared with
 * another version, and exported as a CycloneDX bill of materials.
 */
@NullMarked
package io.countersign.registry.card;

import org.jspecify.annotations.NullMarked;
