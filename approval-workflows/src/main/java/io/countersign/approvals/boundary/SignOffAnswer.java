package io.countersign.approvals.boundary;

import io.countersign.audit.Inclusion;

/**
 * Answer to a sign-off.
 *
 * @param promotion the request as it stands now
 * @param signOff what was signed
 * @param inclusion where its entry stands in the signed tree, or that it is pending
 */
public record SignOffAnswer(PromotionView promotion, SignOffView signOff, Inclusion inclusion) {}
