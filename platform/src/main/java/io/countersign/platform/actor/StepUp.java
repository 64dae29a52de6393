package io.countersign.platform.actor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fresh authentication that a person gave for one thing to sign (21 CFR 11.200): the identity provider was asked again,
 * with a nonce bound to the digest.
 *
 * @param digest lower-case hex of the SHA-256 that is to be signed
 * @param at when the person gave their credentials ({@code auth_time})
 * @param acr authentication context class that the provider states, null when it states none
 */
public record StepUp(String digest, Instant at, @Nullable String acr) {}
