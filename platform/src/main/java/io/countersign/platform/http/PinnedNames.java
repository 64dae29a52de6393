package io.countersign.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up for the client, and lets through only what may be called. The client connects to what is returned here and
 * asks no second time, so a name that changes between check and call (DNS rebinding) gains nothing.
 */
final class PinnedNames implements DnsResolver {

    /** How names are looked up. */
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** A name that leads where the server does not call; the client passes it on. */
    static final class Denied extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Denied(String host) {
            super(host + " leads to an address that is not called from this server");
        }
    }

    private final Lookup lookup;
    private final AddressRules rules;

    PinnedNames(Lookup lookup, AddressRules rules) {
        this.lookup = lookup;
        this.rules = rules;
    }

    /** @throws Denied when any address of the name may not be called: a mixture is an attack or a mistake */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.of(host);
        for (InetAddress address : addresses) {
            if (!rules.allows(address)) {
                throw new Denied(host);
            }
        }
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
