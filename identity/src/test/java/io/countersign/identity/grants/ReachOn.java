package io.countersign.identity.grants;

import io.countersign.identity.people.PeopleOn;
import io.countersign.platform.testing.TestDatabase;

/** Reach by the grants of a test database. */
public final class ReachOn {
    private ReachOn() {}

    public static GrantedReach of(TestDatabase database) {
        GrantedReach reach = new GrantedReach();
        reach.database = database.application();
        reach.seenPeople = PeopleOn.seen(database);
        return reach;
    }
}
