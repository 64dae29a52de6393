package io.countersign.platform.http;

import io.countersign.platform.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls addresses that people entered. Refuses what {@link OutboundPolicy} and {@link AddressRules} refuse, at every call
 * anew; follows no redirect, keeps no cookie and no connection, inflates nothing, uses no proxy, repeats nothing.
 */
@ApplicationScoped
public class OutboundHttp {
    private static final int CONNECTIONS = 64;
    private static final Executor HERE = Runnable::run;

    @Inject
    Settings settings;

    @SuppressWarnings("NullAway.Init")
    private OutboundPolicy policy;

    @SuppressWarnings("NullAway.Init")
    private PinnedNames names;

    @SuppressWarnings("NullAway.Init")
    private CloseableHttpClient client;

    protected OutboundHttp() {}

    OutboundHttp(OutboundPolicy policy, PinnedNames.Lookup lookup) {
        assemble(policy, lookup);
    }

    @PostConstruct
    void begin() {
        assemble(OutboundPolicy.of(settings), InetAddress::getAllByName);
    }

    private void assemble(OutboundPolicy operators, PinnedNames.Lookup lookup) {
        policy = operators;
        names = new PinnedNames(lookup, new AddressRules(operators.allowed()));
        Timeout total = Timeout.of(operators.total());
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS / 8)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(operators.connect()))
                                .setSocketTimeout(total)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(total)
                        .setResponseTimeout(total)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Countersign")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @PreDestroy
    void end() {
        client.close(CloseMode.IMMEDIATE);
    }

    /**
     * Whether an address could be called now: for the moment when somebody enters it. Looks its name up; a name that cannot
     * be found is let through, because it is asked again at each call.
     *
     * @throws OutboundRefused with the reason when it is not called
     */
    public void check(URI address) throws OutboundRefused {
        policy.check(address);
        try {
            names.resolve(address.getHost());
        } catch (PinnedNames.Denied denied) {
            throw new OutboundRefused(String.valueOf(denied.getMessage()));
        } catch (UnknownHostException notYet) {
            return;
        }
    }

    /**
     * Calls and waits for the answer, within the time of the policy.
     *
     * @throws OutboundRefused when the address is not called; trying again does not help
     * @throws IOException when it could not be reached or did not answer in time
     */
    public OutboundAnswer send(OutboundCall call) throws IOException {
        policy.check(call.address());
        URI address = call.address();
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), address);
        call.headers().forEach(request::setHeader);
        if (call.body().length > 0) {
            request.setEntity(new ByteArrayEntity(call.body(), null));
        }
        CompletableFuture<Void> bound = CompletableFuture.runAsync(
                request::abort,
                CompletableFuture.delayedExecutor(policy.total().toMillis(), TimeUnit.MILLISECONDS, HERE));
        try {
            HttpHost target = new HttpHost(address.getScheme(), address.getHost(), OutboundPolicy.port(address));
            return read(request, client.executeOpen(target, request, null));
        } catch (PinnedNames.Denied denied) {
            throw new OutboundRefused(String.valueOf(denied.getMessage()));
        } finally {
            bound.cancel(false);
        }
    }

    /** Breaks the connection off where the answer goes on: closing it in order would read to its end. */
    private OutboundAnswer read(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] read = entity == null ? new byte[0] : entity.getContent().readNBytes(policy.answerBytes() + 1);
        boolean more = read.length > policy.answerBytes();
        if (more) {
            request.abort();
        } else {
            response.close();
        }
        return new OutboundAnswer(response.getCode(), more ? Arrays.copyOf(read, policy.answerBytes()) : read, more);
    }
}
