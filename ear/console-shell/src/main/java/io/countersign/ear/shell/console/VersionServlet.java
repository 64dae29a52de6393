package io.countersign.ear.shell.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * MLflow's {@code GET /version}: which MLflow this server is compatible with. Newer clients decide by it what to send;
 * from 3.4 on they would send traces, which are not taken.
 */
@WebServlet("/version")
public class VersionServlet extends HttpServlet {
    static final String COMPATIBLE_WITH = "2.17.2";
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(COMPATIBLE_WITH);
    }
}
