package io.countersign.ear.shell.console;

import io.countersign.ear.shell.ErrorAnswer;
import io.countersign.platform.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers what is no endpoint: the console's files as they are, its first page for every address that a person opens in
 * the browser (the console routes by itself), and 404 as JSON for everything that a program might ask.
 */
public class PagesFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String IMMUTABLE = "/assets/";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = Paths.of(request);
        if (Paths.isRootEndpoint(path)) {
            request.getRequestDispatcher(Paths.API + path).forward(request, response);
        } else if (Paths.isApi(path) || Paths.isServlet(path)) {
            chain.doFilter(request, response);
        } else if (isFile(path)) {
            response.setHeader(
                    "Cache-Control", path.startsWith(IMMUTABLE) ? "public, max-age=31536000, immutable" : "no-cache");
            chain.doFilter(request, response);
        } else if (Paths.isPage(request) && isFile(Paths.INDEX)) {
            response.setHeader("Cache-Control", "no-cache");
            request.getRequestDispatcher(Paths.INDEX).forward(request, response);
        } else {
            ErrorAnswer.write(response, path, 404, ProblemType.NOT_FOUND, "There is no such page or endpoint");
        }
    }

    private boolean isFile(String path) throws IOException {
        return !path.endsWith("/") && getServletContext().getResource(path) != null;
    }
}
