package io.countersign.platform.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A Ceph of one monitor, one store in memory and one object gateway on loopback: an S3 server that enforces object lock. Its
 * programs must be there, on Debian by {@code apt-get install radosgw ceph-mon ceph-osd ceph-common}.
 */
public final class CephGateway implements AutoCloseable {
    private static final String CONFIGURATION = """
            [global]
            fsid = %1$s
            mon host = v1:127.0.0.1:%2$d
            ms bind msgr2 = false
            public addr = 127.0.0.1
            cluster addr = 127.0.0.1
            auth cluster required = none
            auth service required = none
            auth client required = none
            osd pool default size = 1
            osd pool default min size = 1
            osd pool default pg num = 1
            osd pool default pg autoscale mode = off
            osd crush chooseleaf type = 0
            mon allow pool size one = true
            mon data = %3$s/mon
            osd data = %3$s/osd
            osd crush update on start = false
            osd class update on start = false
            osd objectstore = memstore
            memstore device bytes = 256000000
            rgw data = %3$s
            run dir = %3$s
            keyring = %3$s/keyring
            log file = %3$s/$name.log
            admin socket = %3$s/$name.asok
            pid file = %3$s/$name.pid
            """;

    private final Path home;
    private final int port;
    private final Deque<Process> daemons = new ArrayDeque<>();

    /**
     * Starts it with a user who may own buckets.
     *
     * @param home an empty directory; the logs of its programs stay there
     */
    public CephGateway(Path home, String accessKey, String secretKey) throws IOException, InterruptedException {
        this.home = home;
        int monitor = freePort();
        port = freePort();
        String cluster = UUID.randomUUID().toString();
        Files.writeString(home.resolve("ceph.conf"), CONFIGURATION.formatted(cluster, monitor, home));
        Files.createDirectories(home.resolve("mon"));
        Files.createDirectories(home.resolve("osd"));
        try {
            startMonitor(cluster, monitor);
            startStore();
            run(
                    "radosgw-admin",
                    "user",
                    "create",
                    "--uid=owner",
                    "--display-name=Owner",
                    "--access-key=" + accessKey,
                    "--secret=" + secretKey);
            daemon("radosgw", "-f", "-n", "client.gateway", "--rgw-frontends", "beast endpoint=127.0.0.1:" + port);
            await().atMost(Duration.ofMinutes(1)).until(this::answers);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    private void startMonitor(String cluster, int monitor) throws IOException, InterruptedException {
        String keys = home.resolve("keyring").toString();
        String map = home.resolve("monmap").toString();
        run("ceph-authtool", "--create-keyring", keys, "--gen-key", "-n", "mon.", "--cap", "mon", "allow *");
        run("monmaptool", "--create", "--addv", "a", "[v1:127.0.0.1:" + monitor + "]", "--fsid", cluster, map);
        run("ceph-mon", "--mkfs", "-i", "a", "--monmap", map, "--keyring", keys);
        daemon("ceph-mon", "-f", "-i", "a");
    }

    private void startStore() throws IOException, InterruptedException {
        String store = UUID.randomUUID().toString();
        run("ceph", "osd", "new", store);
        // Not by the store itself at its start: it may ask before it knows its cluster, and then gives up.
        run("ceph", "osd", "crush", "add", "osd.0", "1.0", "root=default", "host=here");
        run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", store);
        daemon("ceph-osd", "-f", "-i", "0");
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " took more than two minutes, see " + output());
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    String.join(" ", command) + " ended with " + process.exitValue() + ", see " + output());
        }
    }

    private void daemon(String... command) throws IOException {
        daemons.push(start(command));
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().put("CEPH_CONF", home.resolve("ceph.conf").toString());
        return builder.start();
    }

    private Path output() {
        return home.resolve("output.log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Nothing of it is kept, so nothing waits for a store that wants to close its files in order. */
    @Override
    public void close() {
        daemons.forEach(Process::destroyForcibly);
        daemons.forEach(daemon -> daemon.onExit().join());
    }
}
