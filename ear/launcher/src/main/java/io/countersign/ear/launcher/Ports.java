package io.countersign.ear.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** The ports of an installation, all on the loopback interface. */
public record Ports(int http, int management, int keycloak, int postgres) {

    /** The documented ports, shifted. */
    public static Ports standard(int offset) {
        return new Ports(8080 + offset, 9990 + offset, 8180 + offset, 5433 + offset);
    }

    /** Four ports that nobody holds at present. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3));
        } catch (IOException none) {
            throw new StartFailure("There is no free port on this machine.", none);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /** @throws StartFailure when another program listens on the port */
    static void requireFree(int port, String part) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new StartFailure(
                    "Port " + port + " for " + part + " is taken by another program; stop it, or shift all ports with"
                            + " --port-offset N.",
                    taken);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new StartFailure("A probing socket cannot be closed.", failed);
        }
    }
}
