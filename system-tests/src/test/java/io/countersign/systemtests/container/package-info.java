/**
 * Tests that run inside the provisioned server, by Arquillian: what only the container's transactions can show.
 */
@NullMarked
package io.countersign.systemtests.container;

import org.jspecify.annotations.NullMarked;
