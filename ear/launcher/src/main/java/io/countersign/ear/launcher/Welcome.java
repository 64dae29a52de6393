package io.countersign.ear.launcher;

import java.io.PrintStream;

/** Tells people where everything is. */
final class Welcome {
    private Welcome() {}

    static void print(Installation installation, PrintStream out) {
        String url = installation.publicUrl();
        out.println();
        out.println("Console               " + url + "/");
        out.println("MLflow tracking URI   " + url);
        out.println("Own API               " + url + "/api/v1/openapi");
        out.println(
                "Health                http://localhost:" + installation.ports().management() + "/health");
        KeycloakServer keycloak = installation.keycloak();
        if (keycloak != null) {
            out.println("Keycloak              " + keycloak.address());
            out.println("Demo accounts         engineer1 engineer2 validator1 approver1 approver2 owner1 deployer1"
                    + " auditor1 admin1, password countersign");
        }
        out.println();
    }
}
