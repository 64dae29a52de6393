package io.countersign.platform.web;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Beans as the web application of the present request sees them. This library lies where all modules see it and therefore
 * sees none of theirs; and what a JAX-RS application lists by class from a library is no CDI bean, so nothing is injected.
 */
final class Beans {
    private Beans() {}

    @SuppressWarnings("BanJNDI") // a constant name in the component's own namespace
    static <T> Instance<T> of(Class<T> type) {
        try {
            BeanManager beans = InitialContext.doLookup("java:comp/BeanManager");
            return beans.createInstance().select(type);
        } catch (NamingException noWebApplication) {
            throw new IllegalStateException("this thread serves no web application", noWebApplication);
        }
    }
}
