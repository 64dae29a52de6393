package io.countersign.platform.web;

import java.util.Set;

/**
 * The JAX-RS resource classes of a module. Each module with endpoints declares one application-scoped CDI bean of this
 * type, and both shells mount what all of them name: a resource class is never found by scanning, because the server does
 * not scan module jars, and never listed twice.
 */
public interface ResourceClasses {

    /** Classes with {@code @Path}, whose paths begin below the mount: {@code /2.0/mlflow/…} or {@code /v1/…}. */
    Set<Class<?>> classes();
}
