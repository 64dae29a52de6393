package io.countersign.platform.http;

import io.countersign.platform.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator lets the server call.
 *
 * @param allowed ranges besides the public internet
 * @param plainHttp whether {@code http} is allowed as well as {@code https}
 * @param ports ports that may be called; none means those of the schemes and all from 1024
 * @param connect time to connect
 * @param total time for the whole call
 * @param answerBytes how much of an answer is read
 */
record OutboundPolicy(
        List<Cidr> allowed, boolean plainHttp, Set<Integer> ports, Duration connect, Duration total, int answerBytes) {
    /** A host whose last label is hexadecimal: some resolvers read it as an IPv4 address (WHATWG URL, "ends in a number"). */
    private static final Pattern NUMBER_IN_DISGUISE = Pattern.compile("(?i)(.*\\.)?0x[0-9a-f]*\\.?");

    static OutboundPolicy of(Settings settings) {
        return new OutboundPolicy(
                words(settings, "countersign.outbound.allow").map(Cidr::of).toList(),
                settings.flag("countersign.outbound.allow.http", false),
                words(settings, "countersign.outbound.ports")
                        .map(Integer::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Duration.ofSeconds(5),
                Duration.ofMillis(settings.text("countersign.outbound.timeout.ms")
                        .map(Long::valueOf)
                        .orElse(15_000L)),
                64 * 1024);
    }

    private static Stream<String> words(Settings settings, String name) {
        return settings.text(name)
                .map(text -> Arrays.stream(text.split("[,\\s]+")).filter(word -> !word.isEmpty()))
                .orElse(Stream.empty());
    }

    /** Port that an address names, its scheme's own otherwise. */
    static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "http".equals(scheme(address)) ? 80 : 443;
    }

    private static String scheme(URI address) {
        return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    }

    /** @throws OutboundRefused when the address as such, whatever it resolves to, is not called */
    void check(URI address) throws OutboundRefused {
        String scheme = scheme(address);
        if (!scheme.equals("https") && !(plainHttp && scheme.equals("http"))) {
            throw new OutboundRefused(
                    "The address must begin with " + (plainHttp ? "https:// or http://" : "https://"));
        }
        if (address.getHost() == null
                || address.getHost().isEmpty()
                || address.getHost().contains("%")) {
            throw new OutboundRefused("The address names no host");
        }
        if (NUMBER_IN_DISGUISE.matcher(address.getHost()).matches()) {
            throw new OutboundRefused("Write the host as a name or as a plain IP address");
        }
        if (address.getRawUserInfo() != null) {
            throw new OutboundRefused("The address must not carry credentials");
        }
        if (address.getRawFragment() != null) {
            throw new OutboundRefused("The address must not have a fragment");
        }
        if (!portAllowed(address)) {
            throw new OutboundRefused("The port " + port(address) + " is not called from this server");
        }
    }

    private boolean portAllowed(URI address) {
        int port = port(address);
        if (ports.isEmpty()) {
            return port == 443 || (plainHttp && port == 80) || port >= 1024 && port <= 65_535;
        }
        return ports.contains(port);
    }
}
