package io.countersign.ear.shell.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The one address that the container guards: who gets here has logged in, and goes back to the page they asked for. */
@WebServlet("/login")
public class LoginServlet extends HttpServlet {
    static final String DESTINATION = "to";
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String destination = request.getParameter(DESTINATION);
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(destination != null && isHere(destination) ? destination : "/");
    }

    /** Whether the address is a path of this server: {@code //host} and {@code /\host} are others. */
    static boolean isHere(String destination) {
        return destination.startsWith("/")
                && !destination.startsWith("//")
                && destination.chars().noneMatch(c -> c == '\\' || c < ' ');
    }
}
