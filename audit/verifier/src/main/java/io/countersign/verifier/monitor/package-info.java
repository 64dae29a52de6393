/**
 * Follows a log over the network: reads its checkpoint and tiles (C2SP tlog-tiles) and checks that it only grows.
 */
@NullMarked
package io.countersign.verifier.monitor;

import org.jspecify.annotations.NullMarked;
