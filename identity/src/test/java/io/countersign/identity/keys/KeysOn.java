package io.countersign.identity.keys;

import io.countersign.audit.AuditLog;
import io.countersign.identity.KeyCheck;
import io.countersign.identity.people.PeopleOn;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.testing.TestDatabase;
import java.util.List;

/** Keys of a test database, as one node sees them. */
public final class KeysOn {
    private final StoredKeys keys = new StoredKeys();
    private final IssueKey issueKey = new IssueKey();
    private final RevokeKeys revokeKeys = new RevokeKeys();
    private final CheckKey checkKey = new CheckKey();

    public KeysOn(TestDatabase database, AuditLog audit) {
        keys.database = database.application();
        issueKey.keys = keys;
        issueKey.people = PeopleOn.of(database);
        issueKey.lifetime = new KeyLifetime(90, 365);
        issueKey.audit = audit;
        checkKey.lookup = new KeyLookup();
        checkKey.lookup.database = database.application();
        checkKey.use = new KeyUse();
        checkKey.use.keys = keys;
        checkKey.use.background = Runnable::run;
        revokeKeys.keys = keys;
        revokeKeys.lookup = checkKey.lookup;
        revokeKeys.audit = audit;
    }

    /** The secret of a new personal key. */
    public String issue(Actor owner, String role) {
        KeyOrder order = new KeyOrder("of a test", KeyKind.PERSONAL, null, List.of(role), null, null, null);
        return issueKey.issue(owner, order).secret().reveal();
    }

    public KeyCheck check(String secret) {
        return checkKey.check(secret);
    }

    public StoredKeys stored() {
        return keys;
    }

    public RevokeKeys revokeKeys() {
        return revokeKeys;
    }
}
