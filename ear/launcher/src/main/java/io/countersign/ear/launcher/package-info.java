/**
 * The run command, and the library below it that starts PostgreSQL, migrations, Keycloak and WildFly in order; the system
 * tests use the same library.
 */
@NullMarked
package io.countersign.ear.launcher;

import org.jspecify.annotations.NullMarked;
