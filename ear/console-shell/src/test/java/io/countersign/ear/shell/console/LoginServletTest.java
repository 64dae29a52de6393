package io.countersign.ear.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginServletTest {
    @Test
    void leadsBackToThePageThatWasAskedFor() {
        String login = LoginServlet.before("/models/credit scoring?tab=versions");

        assertThat(LoginServlet.pageIn(login.substring(LoginServlet.MOUNT.length())))
                .isEqualTo("/models/credit scoring?tab=versions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/", "/\\evil.example", "https://evil.example/", "/a\r\nSet-Cookie: x=y", ""})
    void leadsToNoOtherServer(String page) {
        String login = LoginServlet.before(page);

        assertThat(LoginServlet.pageIn(login.substring(LoginServlet.MOUNT.length())))
                .isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/not base64!"})
    void leadsToTheFirstPageOtherwise(String path) {
        assertThat(LoginServlet.pageIn(path)).isEqualTo("/");
    }
}
