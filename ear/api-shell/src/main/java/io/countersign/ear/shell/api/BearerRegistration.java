package io.countersign.ear.shell.api;

import io.countersign.ear.shell.CallerClaims;
import io.countersign.ear.shell.Issuer;
import io.countersign.identity.ApiKeys;
import io.countersign.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the bearer authentication in front of this web application alone, for as long as it is deployed. */
@WebListener
public class BearerRegistration implements ServletContextListener {

    @Inject
    Settings settings;

    @Inject
    ApiKeys keys;

    private @Nullable String registration;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        CallerClaims callers =
                new CallerClaims(settings.text("countersign.oidc.role.claim").orElse("realm_access.roles"));
        Authenticator tokens = new TokenAuthenticator(
                new Issuer(settings.required("countersign.oidc.issuer")),
                settings.text("countersign.oidc.audience").orElse("countersign-api"),
                callers);
        registration = AuthConfigFactory.getFactory()
                .registerServerAuthModule(
                        new BearerAuthModule(List.of(tokens, new KeyAuthenticator(keys))), event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (registration != null) {
            AuthConfigFactory.getFactory().removeServerAuthModule(event.getServletContext());
        }
    }
}
