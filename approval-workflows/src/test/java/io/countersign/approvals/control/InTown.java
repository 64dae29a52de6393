package io.countersign.approvals.control;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A house and its town for the tests of one class, which share them and make models of their own. */
abstract class InTown {
    static House house;
    static Town town;

    @BeforeAll
    static void open() {
        house = new House();
        town = new Town(house);
    }

    @AfterAll
    static void close() {
        house.close();
    }
}
