package io.countersign.systemtests;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.ear.launcher.KeycloakAdministration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The people of the demonstration realm, and new ones with the roles that a test wants. */
public final class People {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOKEN_IS_FRESH = Duration.ofSeconds(60);

    private People() {}

    /** Calls as this account, with tokens that the command line client gets. */
    public static Api as(String user) {
        return Api.bearing(base(), new Token(user));
    }

    public static Api nobody() {
        return Api.anonymous(base());
    }

    /** A person who did not exist before, with exactly these realm roles. */
    public static Api newPerson(String prefix, List<String> roles) {
        return as(newUser(prefix, roles));
    }

    /** The same, by user name; the password is that of the demo accounts. */
    public static String newUser(String prefix, List<String> roles) {
        String name = prefix + "-" + UUID.randomUUID();
        KeycloakAdministration keycloak = Countersign.running().keycloak().administration();
        ObjectNode user = JSON.createObjectNode()
                .put("username", name)
                .put("firstName", prefix)
                .put("lastName", "Test")
                .put("email", name + "@example.org")
                .put("emailVerified", true)
                .put("enabled", true);
        user.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", "countersign")
                .put("temporary", false);
        keycloak.post("/realms/countersign/users", user);
        String id = keycloak.get("/realms/countersign/users?exact=true&username=" + name)
                .at("/0/id")
                .textValue();
        ArrayNode granted = JSON.createArrayNode();
        roles.forEach(role -> granted.add(keycloak.get("/realms/countersign/roles/" + role)));
        keycloak.post("/realms/countersign/users/" + id + "/role-mappings/realm", granted);
        return name;
    }

    private static URI base() {
        return URI.create(Countersign.running().url());
    }

    /** Fetched when first needed, and again when it has grown old. */
    private static final class Token implements Supplier<String> {
        private final String user;
        private String text = "";
        private Instant fetched = Instant.MIN;

        Token(String user) {
            this.user = user;
        }

        @Override
        public synchronized String get() {
            if (fetched.isBefore(Instant.now().minus(TOKEN_IS_FRESH))) {
                text = Countersign.running().tokenFor(user);
                fetched = Instant.now();
            }
            return text;
        }
    }
}
