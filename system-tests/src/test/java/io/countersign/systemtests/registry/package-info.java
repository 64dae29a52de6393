/** The registry, driven by unmodified clients. */
@NullMarked
package io.countersign.systemtests.registry;

import org.jspecify.annotations.NullMarked;
