package io.countersign.ear.shell;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.RejectedExecutionException;

/**
 * Ends each call on the thread that reads its connection. A caller who has its answer sends the next call at once; were the
 * call ended by the thread that answered it, the reading thread would meet it at that, and would wait for it spinning. With
 * few processors the one that spins keeps the other from running.
 */
final class CallEnd {
    private CallEnd() {}

    /** To be the first of those that ask to be told of the end: the first is told last. */
    static void promise(HttpServerExchange exchange) {
        exchange.addExchangeCompleteListener((ended, others) -> {
            if (ended.isInIoThread()) {
                others.proceed();
            } else {
                handOver(ended, others);
            }
        });
    }

    private static void handOver(HttpServerExchange ended, ExchangeCompletionListener.NextListener others) {
        try {
            ended.getIoThread().execute(others::proceed);
        } catch (RejectedExecutionException stopping) {
            others.proceed();
        }
    }
}
