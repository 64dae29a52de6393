package io.countersign.ear.shell.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** How this shell tells requests apart. */
final class Paths {
    static final String API = "/ajax-api";
    private static final String STEP_UP = "/step-up";
    static final String INDEX = "/index.html";

    /** Endpoints that MLflow keeps outside its API, served by the same resource classes. */
    private static final Set<String> ROOT_ENDPOINTS = Set.of("/get-artifact", "/model-versions/get-artifact");

    private static final Set<String> SERVLETS = Set.of("/health", "/version", "/logout");

    private Paths() {}

    static String of(HttpServletRequest request) {
        String info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }

    static boolean isApi(String path) {
        return path.equals(API) || path.startsWith(API + "/");
    }

    static boolean isRootEndpoint(String path) {
        return ROOT_ENDPOINTS.contains(path);
    }

    static boolean isServlet(String path) {
        return SERVLETS.contains(path) || path.startsWith(STEP_UP) || path.startsWith(LoginServlet.MOUNT + "/");
    }

    /** Whether a person's browser asks for a page, as opposed to a script or another program asking for data. */
    static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        String path = of(request);
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && !isApi(path)
                && !path.startsWith("/.well-known/");
    }
}
