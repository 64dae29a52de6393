/**
 * The main job from end to end, and every refusal on its way.
 */
@NullMarked
package io.countersign.systemtests.chain;

import org.jspecify.annotations.NullMarked;
