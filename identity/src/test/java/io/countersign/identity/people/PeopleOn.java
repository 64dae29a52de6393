package io.countersign.identity.people;

import io.countersign.platform.testing.TestDatabase;

/** The people of a test database. */
public final class PeopleOn {
    private PeopleOn() {}

    public static People of(TestDatabase database) {
        People people = new People();
        people.database = database.application();
        return people;
    }

    /** Notes who calls in the calling thread. */
    public static SeenPeople seen(TestDatabase database) {
        SeenPeople seen = new SeenPeople();
        seen.people = of(database);
        seen.background = Runnable::run;
        return seen;
    }
}
