/**
 * Demonstration data through the real API, as the different demo users.
 * Its main class is LoadDemo.
 */
@NullMarked
package io.countersign.samples.demo;

import org.jspecify.annotations.NullMarked;
