package io.countersign.samples.demo;

import io.countersign.samples.client.KeycloakToken;
import io.countersign.samples.client.Session;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The demo accounts, each with a session of its own. */
final class People implements AutoCloseable {

    static final String ENGINEER_1 = "engineer1";
    static final String ENGINEER_2 = "engineer2";
    static final String OWNER = "owner1";
    static final String APPROVER_2 = "approver2";

    private static final String CLIENT = "countersign-cli";

    /** The password of every account in the demonstration realm, and nowhere else. */
    private static final String PASSWORD = "countersign";

    private static final Map<String, List<String>> BY_ROLE = Map.of(
            "validator", List.of("validator1"),
            "risk-approver", List.of("approver1", "approver2"),
            "model-owner", List.of("owner1"));

    private final URI trackingUri;
    private final URI tokenUrl;
    private final Map<String, Session> sessions = new HashMap<>();

    People(URI trackingUri, URI tokenUrl) {
        this.trackingUri = trackingUri;
        this.tokenUrl = tokenUrl;
    }

    /** The session of a user. */
    Session as(String user) {
        return sessions.computeIfAbsent(
                user, name -> Session.open(trackingUri, name, new KeycloakToken(tokenUrl, CLIENT, name, PASSWORD)));
    }

    /** Who can sign in a role, in the order in which they are asked; empty if nobody. */
    static List<String> holding(String role) {
        return BY_ROLE.getOrDefault(role, List.of());
    }

    @Override
    public void close() {
        sessions.values().forEach(Session::close);
    }
}
