package io.countersign.samples.client;

import java.net.URI;
import org.mlflow.tracking.MlflowClient;

/**
 * One user at one server.
 *
 * @param user name to log as {@code mlflow.user}
 * @param mlflow the stock client
 * @param http plain HTTP for what the stock client lacks
 */
public record Session(String user, MlflowClient mlflow, Http http) implements AutoCloseable {

    public static Session open(URI trackingUri, String user, AccessToken token) {
        return new Session(
                user, new MlflowClient(new BearerCredentials(trackingUri, token)), new Http(trackingUri, token));
    }

    @Override
    public void close() {
        mlflow.close();
    }
}
