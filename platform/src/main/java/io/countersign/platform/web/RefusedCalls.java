package io.countersign.platform.web;

import io.countersign.platform.actor.Actor;

/**
 * Where the boundary reports that it refused an authenticated caller on grounds of governance. The ledger implements it
 * and writes one entry in a transaction of its own.
 */
public interface RefusedCalls {

    /**
     * @param method HTTP method
     * @param path path of the request below the shell's context, without the query
     * @param slug problem slug of the refusal
     * @param detail the text that the caller got
     */
    void record(Actor actor, String method, String path, String slug, String detail);
}
