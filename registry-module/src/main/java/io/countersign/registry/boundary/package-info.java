/**
 * MLflow's registry endpoints and the registry's part of the own API: wire forms, access, transactions.
 */
@NullMarked
package io.countersign.registry.boundary;

import org.jspecify.annotations.NullMarked;
