package io.countersign.ear.shell;

import io.countersign.platform.config.Settings;
import io.countersign.platform.limits.BodyLimit;
import io.countersign.platform.problem.ProblemType;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import jakarta.servlet.ServletContext;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * In front of everything else in each shell, before a thread is given to a call: how many calls one caller may have under
 * way, how large a body may be by what it says of itself, and the headers that every answer carries.
 */
public final class Admission implements ServletExtension {
    private static final AttachmentKey<Boolean> ADMITTED = AttachmentKey.create(Boolean.class);
    private static final HttpString REQUEST_ID = HttpString.tryFromString("X-Request-Id");
    private static final String CONSOLE_API = "/ajax-api";

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        Settings settings = new Settings();
        FairShare share = new FairShare(settings, Admission::tooMany);
        AnswerHeaders headers = new AnswerHeaders(settings);
        Duration grace = Duration.ofSeconds(settings.text("countersign.limit.body.seconds")
                .map(Long::valueOf)
                .orElse(30L));
        deployment.addInitialHandlerChainWrapper(shell -> exchange -> admit(exchange, shell, share, headers, grace));
    }

    /** Once for a call, also when one shell hands it over to the other. */
    private static void admit(
            HttpServerExchange exchange, HttpHandler shell, FairShare share, AnswerHeaders headers, Duration grace)
            throws Exception {
        if (exchange.putAttachment(ADMITTED, Boolean.TRUE) != null) {
            shell.handleRequest(exchange);
            return;
        }
        CallEnd.promise(exchange);
        headers.promise(exchange);
        LingeringClose.promise(exchange);
        long limit =
                BodyLimit.of(apiPath(exchange), exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE));
        exchange.addRequestWrapper((source, body) -> new ImpatientSource(source.create(), limit, grace));
        if (exchange.getRequestContentLength() > limit) {
            answer(exchange, 413, ProblemType.TOO_LARGE, "The request body is larger than " + limit + " bytes");
            return;
        }
        share.handle(exchange, shell);
    }

    private static void tooMany(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        answer(
                exchange,
                429,
                ProblemType.TOO_MANY,
                "You have more requests under way than one caller may; wait and send fewer at a time");
    }

    private static void answer(HttpServerExchange exchange, int status, ProblemType type, String detail) {
        ErrorAnswer.Written answer = ErrorAnswer.of(apiPath(exchange), status, type, detail);
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(REQUEST_ID, answer.requestId());
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
    }

    /** Path below the API mount, through whichever door. */
    private static String apiPath(HttpServerExchange exchange) {
        String path = exchange.getRelativePath();
        return path.startsWith(CONSOLE_API + "/") ? path.substring(CONSOLE_API.length()) : path;
    }
}
