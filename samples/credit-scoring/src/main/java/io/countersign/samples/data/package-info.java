/**
 * The German credit data: applicants, what is to be predicted, from which attributes,
 * and the split into training, validation and test.
 */
@NullMarked
package io.countersign.samples.data;

import org.jspecify.annotations.NullMarked;
