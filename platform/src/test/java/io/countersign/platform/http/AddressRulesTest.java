package io.countersign.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules internetOnly = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                // loopback, this host, every way to write it that the platform understands
                "127.0.0.1",
                "127.1",
                "127.255.255.254",
                "2130706433",
                "0.0.0.0",
                "0",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                // private, shared, link-local, unique local, site-local
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "3232235777",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.1.1",
                "fe80::1",
                "fc00::1",
                "fdff::1",
                "fec0::1",
                "::ffff:10.0.0.1",
                "::ffff:192.168.0.1",
                // metadata of clouds
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "2852039166",
                // multicast, broadcast, reserved
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "240.0.0.1",
                "ff02::1",
                "ff0e::1",
                // documentation, benchmarks, protocol assignments, relays and tunnels that lead to the above
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "198.18.0.1",
                "198.19.255.255",
                "192.0.0.8",
                "192.88.99.1",
                "2001:db8::1",
                "3fff::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001:0:7f00:1::",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "100::1",
                "5f00::1"
            })
    void addressesThatAreNotThePublicInternetAreRefused(String address) throws UnknownHostException {
        assertThat(internetOnly.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "169.253.255.255",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1"
            })
    void publicAddressesAreAllowed(String address) throws UnknownHostException {
        assertThat(internetOnly.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "10.1.255.255", "127.0.0.1", "::ffff:10.1.2.3", "fd12::1"})
    void operatorsRangesAreAllowed(String address) throws UnknownHostException {
        AddressRules rules =
                new AddressRules(List.of(Cidr.of("10.1.0.0/16"), Cidr.of("127.0.0.1"), Cidr.of("fd12::/16")));
        assertThat(rules.allows(InetAddress.getByName(address))).isTrue();
        assertThat(rules.allows(InetAddress.getByName("10.2.0.1"))).isFalse();
        assertThat(rules.allows(InetAddress.getByName("127.0.0.2"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "168.63.129.16", "fd00:ec2::254", "100.100.100.200"})
    void metadataIsNeverAllowed(String address) throws UnknownHostException {
        AddressRules everything = new AddressRules(List.of(Cidr.of("0.0.0.0/0"), Cidr.of("::/0")));
        assertThat(everything.allows(InetAddress.getByName(address))).isFalse();
        assertThat(everything.allows(InetAddress.getByName("10.0.0.1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "",
                "localhost/8",
                "10.0.0.999",
                "abcd"
            })
    void rangeThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
