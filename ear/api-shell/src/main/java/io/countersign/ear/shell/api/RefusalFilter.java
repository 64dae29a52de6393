package io.countersign.ear.shell.api;

import io.countersign.ear.shell.ErrorAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests whose credentials are not valid, in the form that the path's API promises. */
@WebFilter("/*")
public class RefusalFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request.getAttribute(Refusal.ATTRIBUTE) instanceof Refusal refusal)) {
            chain.doFilter(request, response);
            return;
        }
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"countersign\", error=\"invalid_token\"");
        } else {
            response.setHeader("Retry-After", "5");
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        ErrorAnswer.write(response, path, refusal.status(), refusal.type(), refusal.detail());
    }
}
