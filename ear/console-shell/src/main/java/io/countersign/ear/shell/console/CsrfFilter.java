package io.countersign.ear.shell.console;

import io.countersign.ear.shell.ErrorAnswer;
import io.countersign.platform.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Refuses unsafe calls that another site's page could make with this user's cookie: such a page cannot set a header of its
 * own choosing (OWASP CSRF prevention, custom request headers).
 */
public class CsrfFilter extends HttpFilter {
    static final String HEADER = "X-Requested-With";
    private static final long serialVersionUID = 1L;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (SAFE.contains(request.getMethod()) || request.getHeader(HEADER) != null) {
            chain.doFilter(request, response);
            return;
        }
        ErrorAnswer.write(
                response,
                Paths.of(request).substring(Paths.API.length()),
                403,
                new ProblemType("csrf", "The request may come from another site", ProblemType.Category.FORBIDDEN),
                "Send the header " + HEADER + " with requests that change something");
    }
}
