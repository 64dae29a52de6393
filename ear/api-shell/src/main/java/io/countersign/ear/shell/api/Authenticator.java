package io.countersign.ear.shell.api;

import io.countersign.platform.actor.Caller;
import java.util.Optional;

/** One kind of credential that the bearer shell understands. */
interface Authenticator {

    /**
     * Who presents these credentials.
     *
     * @param authorization value of the Authorization header, never blank
     * @return empty when the credentials are of a kind that this authenticator does not know
     * @throws RefusedCredentials when they are of its kind and not valid
     * @throws CannotVerify when it cannot tell at present
     */
    Optional<Caller> authenticate(String authorization) throws RefusedCredentials, CannotVerify;
}
