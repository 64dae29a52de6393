package io.countersign.audit;

/** Whether history is being kept as it must be. Promotions fail closed on it, before they start. */
public interface LedgerHealth {

    /**
     * @throws io.countersign.platform.problem.ProblemException (unavailable) saying why, when entries are not being sequenced
     *     in time or the checkpoint signer or a sink fails
     */
    void requireHealthy();
}
