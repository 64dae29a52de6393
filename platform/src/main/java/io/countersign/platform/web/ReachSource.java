package io.countersign.platform.web;

import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Reach;

/**
 * What the product itself decides about a caller, asked at the boundary for every request before the endpoint is looked
 * at. The module identity implements it. Where none is deployed no authenticated request is served.
 */
public interface ReachSource {

    /**
     * How far the caller's roles reach: what the credentials say, narrowed by the grants of the person behind them. The
     * answer may be one second old, never more.
     *
     * @throws io.countersign.platform.problem.ProblemException (forbidden) when the person has left; (unavailable) when it
     *     cannot be known at present: nothing is assumed then
     */
    Reach reachOf(Caller caller);
}
