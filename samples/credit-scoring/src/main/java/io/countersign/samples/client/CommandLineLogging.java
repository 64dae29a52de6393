package io.countersign.samples.client;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries may say on the terminal of a command. */
public final class CommandLineLogging {

    /**
     * The stock client warns of each answer but 200, as of a rate limit, and asks twice more; the final answer reaches the
     * caller as an exception. Held here because the logging system forgets levels of loggers that nobody holds.
     */
    private static final Logger STOCK_CLIENT = Logger.getLogger("org.mlflow.tracking.MlflowHttpCaller");

    private CommandLineLogging() {}

    /** Warnings only, and none from the stock client's retries. */
    public static void quiet() {
        Logger.getLogger("").setLevel(Level.WARNING);
        STOCK_CLIENT.setLevel(Level.SEVERE);
    }
}
