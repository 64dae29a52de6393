package io.countersign.audit;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;

/**
 * Offered by the module that a kind of subject belongs to, as a CDI bean: who may read what is told of such a subject. Reports
 * ask it before they are made, shown or handed out; a kind that nobody speaks for is read by nobody.
 */
public interface SubjectAccess {

    /** The kind of subject that this speaks for, as in {@link Subject#kind()}. */
    String kind();

    /**
     * @param id identity of the subject within its kind
     * @throws ProblemException (forbidden) when the actor must not read it, (not found) when there is none
     */
    void requireRead(Actor actor, String id);
}
