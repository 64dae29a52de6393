/**
 * Settings of the installation, read from MicroProfile Config.
 */
@NullMarked
package io.countersign.platform.config;

import org.jspecify.annotations.NullMarked;
