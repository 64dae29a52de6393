package io.countersign.samples.client;

/** The bearer token of one user. */
@FunctionalInterface
public interface AccessToken {

    /**
     * A token that is valid now and for some seconds more.
     *
     * @throws CallFailed if none can be had
     */
    String current();
}
