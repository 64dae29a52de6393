package io.countersign.ear.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerClaimsTest {
    private final CallerClaims callers = new CallerClaims("realm_access.roles");

    @Test
    void readsWhoActsByWhichProgramAndHowStrongly() {
        Caller caller = callers.caller(
                Map.of(
                        "sub", "4711",
                        "name", "Ada Approbato",
                        "preferred_username", "approver1",
                        "azp", "countersign-console",
                        "acr", "2",
                        "auth_time", 1_700_000_000L,
                        "realm_access", Map.of("roles", List.of("risk-approver", "offline_access"))),
                Authentication.Method.OIDC_SESSION);

        assertThat(caller.kind()).isEqualTo(Actor.Kind.PERSON);
        assertThat(caller.subject()).isEqualTo("4711");
        assertThat(caller.displayName()).isEqualTo("Ada Approbato");
        assertThat(caller.client()).isEqualTo("countersign-console");
        assertThat(caller.roles()).containsExactlyInAnyOrder("risk-approver", "offline_access");
        assertThat(caller.authentication())
                .isEqualTo(new Authentication(
                        Authentication.Method.OIDC_SESSION, "2", Instant.ofEpochSecond(1_700_000_000L)));
    }

    @Test
    void tellsServiceAccountsFromPersons() {
        Caller caller = callers.caller(
                Map.of("sub", "1", "preferred_username", "service-account-ci", "accountable", "4711"),
                Authentication.Method.BEARER);

        assertThat(caller.kind()).isEqualTo(Actor.Kind.SERVICE_ACCOUNT);
        assertThat(caller.accountable()).isEqualTo("4711");
        assertThat(caller.roles()).isEmpty();
    }

    @Test
    void programsOfOtherProvidersAreNoPersons() {
        for (Map<String, Object> claims : List.<Map<String, Object>>of(
                Map.of("sub", "ci", "client_id", "ci"),
                Map.of("sub", "ci", "azp", "ci"),
                Map.of("sub", "x@clients", "gty", "client-credentials"),
                Map.of("sub", "x", "idtyp", "app"))) {
            assertThat(callers.caller(claims, Authentication.Method.BEARER).kind())
                    .isEqualTo(Actor.Kind.SERVICE_ACCOUNT);
        }
    }

    @Test
    void rolesOfAnotherShapeAreNoRoles() {
        Caller caller = callers.caller(
                Map.of("sub", "1", "realm_access", Map.of("roles", "admin")), Authentication.Method.BEARER);

        assertThat(caller.roles()).isEmpty();
    }

    @Test
    void aTokenWithoutSubjectIsNobodys() {
        assertThatThrownBy(() -> callers.caller(Map.of("name", "x"), Authentication.Method.BEARER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the token names no subject");
    }
}
