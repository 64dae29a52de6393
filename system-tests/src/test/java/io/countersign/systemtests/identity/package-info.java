/**
 * Who is let in, who may do what, and how far: over HTTP, with the real identity provider.
 */
@NullMarked
package io.countersign.systemtests.identity;

import org.jspecify.annotations.NullMarked;
