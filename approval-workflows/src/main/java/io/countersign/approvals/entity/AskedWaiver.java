package io.countersign.approvals.entity;

import java.time.Instant;

/**
 * A threshold that a requester wants to have waived.
 *
 * @param metric the metric as it is logged, slice included
 * @param reason why
 * @param until until when
 */
public record AskedWaiver(String metric, String reason, Instant until) {}
