/**
 * Benchmarks of the running product, and the bulk seeder that gives them something to work on. Outside the tests: run by
 * the profile {@code bench}, results in docs/benchmarks.md.
 */
@NullMarked
package io.countersign.bench;

import org.jspecify.annotations.NullMarked;
