package io.countersign.identity.grants;

import io.countersign.audit.AuditLog;
import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.testing.TestDatabase;

/** Grants of a test database. */
public final class GrantsOn {
    private final Narrowings narrowings = new Narrowings();
    private final ChangeGrants changeGrants = new ChangeGrants();

    public GrantsOn(TestDatabase database, AuditLog audit) {
        narrowings.database = database.application();
        changeGrants.narrowings = narrowings;
        changeGrants.reach = ReachOn.of(database);
        changeGrants.audit = audit;
    }

    public void narrow(Actor admin, String subject, Role role, Scope scope) {
        changeGrants.narrow(admin, subject, role, scope, "of a test");
    }

    public Narrowings narrowings() {
        return narrowings;
    }
}
