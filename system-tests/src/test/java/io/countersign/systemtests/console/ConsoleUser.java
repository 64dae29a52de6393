package io.countersign.systemtests.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A person at a browser of their own, signed in through the identity provider. */
public final class ConsoleUser implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    public final Page page;

    private ConsoleUser(Playwright playwright, Browser browser, BrowserContext context) {
        this.playwright = playwright;
        this.browser = browser;
        this.page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    /** Opens the address, which leads to the login, gives the credentials, and comes back to the address. */
    public static ConsoleUser signedIn(URI base, String path, String user, String password) {
        return signedIn(base, path, user, password, new Browser.NewContextOptions().setAcceptDownloads(true));
    }

    /** The same in a browser set up in another way. */
    public static ConsoleUser signedIn(
            URI base, String path, String user, String password, Browser.NewContextOptions options) {
        ConsoleUser person = signedOut(options);
        person.signIn(base, path, user, password);
        return person;
    }

    /** A browser that has been nowhere yet. */
    static ConsoleUser signedOut() {
        return signedOut(new Browser.NewContextOptions().setAcceptDownloads(true));
    }

    private static ConsoleUser signedOut(Browser.NewContextOptions options) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("countersign.chromium", "/usr/bin/chromium")))
                        .setArgs(ARGUMENTS));
        BrowserContext context = browser.newContext(options);
        return new ConsoleUser(playwright, browser, context);
    }

    /** Opens the address, which leads to the login, gives the credentials, and comes back to the address. */
    void signIn(URI base, String path, String user, String password) {
        page.navigate(base.resolve(path).toString());
        page.locator("input[name=username]").fill(user);
        page.locator("input[name=password]").fill(password);
        page.locator("[type=submit]").click();
        page.waitForURL(base.resolve(path).toString());
    }

    /** Errors of scripts, and breaches of the content security policy; empty when all went well. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What axe finds wrong with the page as it is shown (WCAG 2.2 A and AA); empty when all is well. */
    List<String> accessibilityProblems() {
        Path axe = Path.of(System.getProperty("countersign.checkout"), "console/node_modules/axe-core/axe.min.js");
        try {
            page.evaluate(Files.readString(axe));
        } catch (IOException missing) {
            throw new UncheckedIOException("the console's build brings axe", missing);
        }
        Object found = page.evaluate("""
                async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))
                  .violations.map(({id, nodes}) => id + ': ' + nodes.map((node) => node.html).join(' '))""");
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
