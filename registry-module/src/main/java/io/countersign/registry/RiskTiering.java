package io.countersign.registry;

/** Decides how material a model is. Owned by the registry, implemented by approvals with a DMN table. */
public interface RiskTiering {

    /**
     * A tier and what decided it.
     *
     * @param tier 1 (highest materiality) to 4
     * @param table name and digest of the decision table: {@code risk-tier@<hex>}
     */
    record TierDecision(int tier, String table) {
        public TierDecision {
            if (tier < 1 || tier > 4) {
                throw new IllegalArgumentException("a tier is 1 to 4, not " + tier);
            }
        }
    }

    /**
     * The tier of a model with these scores, each from 1 (low) to 5 (high). Pure: the same scores give the same tier as long as
     * the table is the same.
     *
     * @throws IllegalArgumentException for a score out of range
     */
    TierDecision tierOf(int exposure, int purpose);
}
