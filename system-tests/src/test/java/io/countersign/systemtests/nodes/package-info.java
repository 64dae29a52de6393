/** Several servers on one database. */
@NullMarked
package io.countersign.systemtests.nodes;

import org.jspecify.annotations.NullMarked;
