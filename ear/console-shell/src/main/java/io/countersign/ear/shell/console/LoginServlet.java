package io.countersign.ear.shell.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The one address that the container guards: who gets here has logged in, and goes on to the page they asked for. That
 * page travels in the path, because Elytron leaves the query out of the address to come back to.
 */
@WebServlet("/login/*")
public class LoginServlet extends HttpServlet {
    static final String MOUNT = "/login";
    private static final long serialVersionUID = 1L;

    /** Where to send somebody who must log in before that page. */
    public static String before(String page) {
        return MOUNT + "/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(page.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Whatever id the browser came with, nobody else knows the one that is signed in.
        request.getSession();
        request.changeSessionId();
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(pageIn(request.getPathInfo() == null ? "" : request.getPathInfo()));
    }

    /** The page named by the rest of the path; the first page when it names none of this server's. */
    static String pageIn(String pathInfo) {
        try {
            String page = new String(
                    Base64.getUrlDecoder().decode(pathInfo.substring(pathInfo.isEmpty() ? 0 : 1)),
                    StandardCharsets.UTF_8);
            return isHere(page) ? page : "/";
        } catch (IllegalArgumentException notOurs) {
            return "/";
        }
    }

    /** Whether the address is a path of this server: {@code //host} and {@code /\host} are others. */
    public static boolean isHere(String page) {
        return page.startsWith("/") && !page.startsWith("//") && page.chars().noneMatch(c -> c == '\\' || c < ' ');
    }
}
