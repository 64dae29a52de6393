/**
 * People and service accounts as their tokens described them, and those who left.
 */
@NullMarked
package io.countersign.identity.people;

import org.jspecify.annotations.NullMarked;
