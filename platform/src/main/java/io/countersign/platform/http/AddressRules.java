package io.countersign.platform.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be called: those of the public internet by the registries of special-purpose addresses (RFC 6890 and
 * its IANA registries), and ranges that the operator allows. What hands out credentials of a cloud machine is never called.
 */
final class AddressRules {
    private static final List<Cidr> METADATA = ranges(
            "169.254.169.254",
            "169.254.170.2", // credentials of a container task
            "100.100.100.200",
            "168.63.129.16", // public by its number, a host's own agent by its use
            "192.0.0.192",
            "fd00:ec2::254",
            "fd20:ce::254");

    private static final List<Cidr> SPECIAL_IPV4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Everything that is not global unicast is refused; of that, what tunnels to other addresses or is documentation. */
    private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");

    private static final List<Cidr> SPECIAL_IPV6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final List<Cidr> allowed;

    AddressRules(List<Cidr> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Java gives IPv4-mapped IPv6 addresses as IPv4 already. */
    boolean allows(InetAddress address) {
        if (contains(METADATA, address)) {
            return false;
        }
        return contains(allowed, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !contains(SPECIAL_IPV4, address)
                : GLOBAL_UNICAST.contains(address) && !contains(SPECIAL_IPV6, address);
    }

    private static boolean contains(List<Cidr> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<Cidr> ranges(String... texts) {
        return Stream.of(texts).map(Cidr::of).toList();
    }
}
