package io.countersign.ear.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The demonstration realm: made from the template once, then only fitted to the console's present address and secret. */
final class KeycloakRealm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONSOLE = "countersign-console";

    private final KeycloakAdministration administration;
    private final String consoleSecret;

    KeycloakRealm(KeycloakAdministration administration, String consoleSecret) {
        this.administration = administration;
        this.consoleSecret = consoleSecret;
    }

    void fit(String publicUrl) {
        String realm = "/realms/" + KeycloakServer.REALM;
        JsonNode wanted = template(publicUrl);
        if (administration.get(realm).isMissingNode()) {
            administration.post("/realms", wanted);
            return;
        }
        JsonNode console =
                administration.get(realm + "/clients?clientId=" + CONSOLE).path(0);
        if (console instanceof ObjectNode present
                && !present.path("rootUrl").asText().equals(publicUrl)) {
            ObjectNode client = clientOf(wanted);
            client.remove("protocolMappers");
            present.setAll(client);
            administration.put(realm + "/clients/" + present.path("id").asText(), present);
        }
    }

    private static ObjectNode clientOf(JsonNode realm) {
        for (JsonNode client : realm.path("clients")) {
            if (client instanceof ObjectNode found
                    && found.path("clientId").asText().equals(CONSOLE)) {
                return found;
            }
        }
        throw new StartFailure("The realm template has no client " + CONSOLE + ".");
    }

    private JsonNode template(String publicUrl) {
        try (InputStream resource = KeycloakRealm.class.getResourceAsStream("/realm/countersign-realm.json")) {
            if (resource == null) {
                throw new StartFailure("The realm template is missing in the build.");
            }
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return JSON.readTree(text.replace("${publicUrl}", publicUrl).replace("${consoleSecret}", consoleSecret));
        } catch (IOException failed) {
            throw new StartFailure("The realm template cannot be read.", failed);
        }
    }
}
