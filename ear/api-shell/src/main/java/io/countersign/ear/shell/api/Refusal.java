package io.countersign.ear.shell.api;

import io.countersign.platform.problem.ProblemType;

/**
 * Why a request must not go on, found by the authentication and answered by {@link RefusalFilter}.
 *
 * @param status HTTP status
 * @param type kind of problem
 * @param detail text for the caller
 */
record Refusal(int status, ProblemType type, String detail) {
    static final String ATTRIBUTE = "io.countersign.refusal";
}
