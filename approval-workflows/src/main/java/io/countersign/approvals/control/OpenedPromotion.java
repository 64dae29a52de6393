package io.countersign.approvals.control;

import io.countersign.registry.GateAnswer;
import java.util.UUID;

/**
 * What came of asking.
 *
 * @param id the request
 * @param fresh whether this call made it
 * @param answer what the gate says
 */
public record OpenedPromotion(UUID id, boolean fresh, GateAnswer answer) {}
