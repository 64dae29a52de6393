/**
 * Stock MLflow client, plain HTTP where it lacks a call, and Countersign's own API,
 * with tokens from Keycloak that are renewed in time.
 */
@NullMarked
package io.countersign.samples.client;

import org.jspecify.annotations.NullMarked;
