package io.countersign.systemtests;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.ear.launcher.KeycloakAdministration;
import io.countersign.ear.launcher.KeycloakServer;
import io.countersign.ear.launcher.Ports;

/** The console as Keycloak knows it: where people may be sent back to after they have signed in or out. */
final class ConsoleClient {
    private static final String LOGOUT = "post.logout.redirect.uris";

    private final KeycloakAdministration keycloak;
    private final ObjectNode client;

    private ConsoleClient(KeycloakAdministration keycloak, ObjectNode client) {
        this.keycloak = keycloak;
        this.client = client;
    }

    static ConsoleClient of(KeycloakServer server) {
        KeycloakAdministration keycloak = server.administration();
        return new ConsoleClient(
                keycloak, (ObjectNode) keycloak.get("/realms/countersign/clients?clientId=countersign-console")
                        .get(0));
    }

    /** Lets a second console on these ports use it too; returns the secret that it needs. */
    String alsoAt(Ports ports) {
        String pages = "http://localhost:" + ports.http() + "/*";
        ((ArrayNode) client.get("redirectUris")).add(pages);
        ObjectNode attributes = (ObjectNode) client.get("attributes");
        attributes.put(LOGOUT, attributes.path(LOGOUT).textValue() + "##" + pages);
        String path = "/realms/countersign/clients/" + client.path("id").textValue();
        keycloak.put(path, client);
        return keycloak.get(path + "/client-secret").path("value").textValue();
    }
}
