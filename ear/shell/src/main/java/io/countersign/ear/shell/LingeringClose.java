package io.countersign.ear.shell;

import io.undertow.server.HttpServerExchange;

/**
 * The end of a connection on which an error was answered before the body had been read: the answer says
 * {@code Connection: close} (RFC 9112, section 9.6), what still comes of the body is taken and thrown away within the
 * bounds of {@link ImpatientSource}, and then the connection is closed. Otherwise the caller would send its next request on
 * a connection that ends, or would lose the answer to a reset.
 */
final class LingeringClose {
    private LingeringClose() {}

    /** Decides when the answer begins. */
    static void promise(HttpServerExchange exchange) {
        exchange.addResponseWrapper((answer, answering) -> {
            if (answering.getStatusCode() < 400 || answering.isRequestComplete()) {
                return answer.create();
            }
            answering.setPersistent(false); // read as the head is made, which announces it
            var sink = answer.create();
            answering.setPersistent(true); // or the server would stop taking the body at once
            answering.addExchangeCompleteListener((ended, others) -> {
                ended.setPersistent(false);
                others.proceed();
            });
            return sink;
        });
    }
}
