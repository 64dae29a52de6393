package io.countersign.samples.client;

import java.net.URI;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

/** Gives the stock client, which asks before each call, a token that has not expired. */
final class BearerCredentials implements MlflowHostCredsProvider {

    private final String host;
    private final AccessToken token;

    BearerCredentials(URI host, AccessToken token) {
        this.host = host.toString().replaceAll("/+$", "");
        this.token = token;
    }

    @Override
    public MlflowHostCreds getHostCreds() {
        return new BasicMlflowHostCreds(host, token.current());
    }

    /** Nothing to do: {@link #getHostCreds()} is fresh at each call. */
    @Override
    public void refresh() {}
}
