package io.countersign.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. */
record Cidr(InetAddress network, int bits) {

    Cidr {
        if (bits < 0 || bits > network.getAddress().length * 8) {
            throw new IllegalArgumentException("a prefix is as long as the address at most: " + bits);
        }
    }

    /** @throws IllegalArgumentException when the text is no literal range; names are never looked up */
    static Cidr of(String text) {
        String[] parts = text.strip().split("/", 2);
        if (!parts[0].matches("[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*")) {
            throw new IllegalArgumentException("not a range of addresses: " + text);
        }
        try {
            InetAddress network = InetAddress.getByName(parts[0]);
            int longest = network.getAddress().length * 8;
            return new Cidr(network, parts.length == 1 ? longest : Integer.parseInt(parts[1]));
        } catch (UnknownHostException | NumberFormatException notOne) {
            throw new IllegalArgumentException("not a range of addresses: " + text, notOne);
        }
    }

    boolean contains(InetAddress address) {
        byte[] asked = address.getAddress();
        byte[] own = network.getAddress();
        int whole = bits / 8;
        if (asked.length != own.length || !Arrays.equals(asked, 0, whole, own, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((asked[whole] ^ own[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0;
    }
}
