package io.countersign.ear.shell.console;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.spec.ServletContextImpl;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletContext;

/**
 * Hands calls that carry an Authorization header over to the bearer shell, before the login of this one sees them. MLflow's
 * clients send some calls to the browser's paths. A rewrite by the server's configuration would lose the difference
 * between {@code %2F} and {@code /}; this keeps the address as it was sent.
 */
public final class BearerHandOver implements ServletExtension {
    private static final String BEARER_SHELL = "/api";

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(console -> exchange -> route(exchange, console, context));
    }

    private static void route(HttpServerExchange exchange, HttpHandler console, ServletContext context)
            throws Exception {
        if (!exchange.getRequestHeaders().contains(Headers.AUTHORIZATION)) {
            console.handleRequest(exchange);
            return;
        }
        String path = exchange.getRelativePath();
        if (Paths.isRootEndpoint(path) || Paths.isApi(path)) {
            handOver(exchange, context);
            return;
        }
        // Nothing else here takes bearer tokens; Elytron would, without asking for the audience.
        exchange.getRequestHeaders().remove(Headers.AUTHORIZATION);
        console.handleRequest(exchange);
    }

    private static void handOver(HttpServerExchange exchange, ServletContext context) throws Exception {
        ServletContainer container =
                ((ServletContextImpl) context).getDeployment().getServletContainer();
        DeploymentManager bearerShell = container.getDeploymentByPath(BEARER_SHELL);
        if (bearerShell == null) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
            exchange.endExchange();
            return;
        }
        String relative = below(exchange.getRelativePath());
        exchange.setResolvedPath(BEARER_SHELL);
        exchange.setRelativePath(relative);
        exchange.setRequestPath(BEARER_SHELL + relative);
        exchange.setRequestURI(BEARER_SHELL + below(exchange.getRequestURI()));
        bearerShell.getDeployment().getHandler().handleRequest(exchange);
    }

    private static String below(String path) {
        return path.startsWith(Paths.API) ? path.substring(Paths.API.length()) : path;
    }
}
