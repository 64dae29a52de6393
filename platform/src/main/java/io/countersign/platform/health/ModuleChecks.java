package io.countersign.platform.health;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Stands in for the readiness checks of the modules. The server looks for checks where its own archives see beans, which
 * in an enterprise archive is the {@code lib} folder alone: it finds none in the modules. So for each {@code @Readiness}
 * bean of a module there is one bean of this archive, which asks it. A check that cannot answer is down.
 */
public final class ModuleChecks implements Extension {
    private final Set<Class<?>> found = ConcurrentHashMap.newKeySet();
    private final Map<Class<?>, Bean<?>> beans = new ConcurrentHashMap<>();

    <T extends HealthCheck> void find(@Observes @WithAnnotations(Readiness.class) ProcessAnnotatedType<T> type) {
        Class<T> check = type.getAnnotatedType().getJavaClass();
        if (check.getClassLoader() != ModuleChecks.class.getClassLoader()) {
            found.add(check);
        }
    }

    <T extends HealthCheck> void keep(@Observes ProcessManagedBean<T> made) {
        beans.put(made.getBean().getBeanClass(), made.getBean());
    }

    void standIn(@Observes AfterBeanDiscovery discovered, BeanManager manager) {
        for (Class<?> check : found) {
            discovered
                    .<HealthCheck>addBean()
                    .id("readiness of " + check.getName())
                    .types(HealthCheck.class, Object.class)
                    .qualifiers(Readiness.Literal.INSTANCE)
                    .scope(Dependent.class)
                    .createWith(context -> () -> ask(check, manager));
        }
    }

    private HealthCheckResponse ask(Class<?> check, BeanManager manager) {
        try {
            Bean<?> bean = beans.get(check);
            if (bean == null) {
                throw new IllegalStateException("is no bean");
            }
            return ((HealthCheck) manager.getReference(bean, HealthCheck.class, manager.createCreationalContext(bean)))
                    .call();
        } catch (RuntimeException silent) {
            return HealthCheckResponse.named(check.getSimpleName())
                    .down()
                    .withData("reason", silent.toString())
                    .build();
        }
    }
}
