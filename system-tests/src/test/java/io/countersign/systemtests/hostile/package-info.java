/**
 * Input that nobody should send: answered by a clear 4xx in the form of the API, and nothing changes.
 */
@NullMarked
package io.countersign.systemtests.hostile;

import org.jspecify.annotations.NullMarked;
