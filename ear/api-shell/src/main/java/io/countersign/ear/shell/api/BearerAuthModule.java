package io.countersign.ear.shell.api;

import io.countersign.platform.actor.Caller;
import io.countersign.platform.problem.ProblemType;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates requests to the bearer shell (Jakarta Authentication 3.0, Servlet Container Profile). Credentials that are
 * not valid are refused by {@link RefusalFilter}; a request without any goes on as nobody, and the endpoint's declaration
 * decides.
 */
final class BearerAuthModule implements ServerAuthModule {
    private static final Logger LOG = LoggerFactory.getLogger(BearerAuthModule.class);

    private final List<Authenticator> authenticators;
    private @Nullable CallbackHandler container;

    BearerAuthModule(List<Authenticator> authenticators) {
        this.authenticators = List.copyOf(authenticators);
    }

    @Override
    public void initialize(
            MessagePolicy request, MessagePolicy response, CallbackHandler handler, Map<String, Object> options) {
        this.container = handler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) throws AuthException {
        HttpServletRequest request = (HttpServletRequest) message.getRequestMessage();
        String authorization = request.getHeader("Authorization");
        Optional<Caller> caller = Optional.empty();
        if (authorization != null && !authorization.isBlank()) {
            try {
                caller = Optional.of(callerOf(authorization));
            } catch (RefusedCredentials refused) {
                refuse(request, new Refusal(401, ProblemType.UNAUTHENTICATED, refused.reason()));
            } catch (CannotVerify unavailable) {
                LOG.warn("Credentials cannot be verified: {}", unavailable.getMessage(), unavailable);
                refuse(
                        request,
                        new Refusal(
                                503, ProblemType.UNAVAILABLE, "Credentials cannot be verified at present; try again"));
            }
        }
        return tell(request, client, caller);
    }

    /** Goes on as nobody; a response of the module's own would be overwritten by the container's error page. */
    private static void refuse(HttpServletRequest request, Refusal refusal) {
        request.setAttribute(Refusal.ATTRIBUTE, refusal);
    }

    private AuthStatus tell(HttpServletRequest request, Subject client, Optional<Caller> known) throws AuthException {
        if (known.isEmpty()) {
            tellContainer(new CallerPrincipalCallback(client, (Principal) null));
            return AuthStatus.SUCCESS;
        }
        Caller caller = known.get();
        request.setAttribute(Caller.ATTRIBUTE, caller);
        tellContainer(
                new CallerPrincipalCallback(client, caller.subject()),
                new GroupPrincipalCallback(client, caller.roles().toArray(String[]::new)));
        return AuthStatus.SUCCESS;
    }

    private Caller callerOf(String authorization) throws RefusedCredentials, CannotVerify {
        for (Authenticator authenticator : authenticators) {
            Optional<Caller> caller = authenticator.authenticate(authorization);
            if (caller.isPresent()) {
                return caller.get();
            }
        }
        throw new RefusedCredentials(
                "These credentials are of no kind that this server knows; send a bearer token or an API key");
    }

    private void tellContainer(Callback... callbacks) throws AuthException {
        CallbackHandler handler = container;
        if (handler == null) {
            throw new AuthException("The module was not initialised");
        }
        try {
            handler.handle(callbacks);
        } catch (IOException | UnsupportedCallbackException failed) {
            throw authException(failed);
        }
    }

    private static AuthException authException(Exception cause) {
        AuthException failure = new AuthException(String.valueOf(cause.getMessage()));
        failure.initCause(cause);
        return failure;
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo message, Subject subject) {
        subject.getPrincipals().clear();
    }
}
