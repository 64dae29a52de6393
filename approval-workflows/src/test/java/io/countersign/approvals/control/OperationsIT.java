package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.engine.EngineFixture;
import io.countersign.approvals.engine.EngineWatch;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator does with the engine, each act on record: a failed job tried again, requests moved to another version. */
class OperationsIT {
    private static final Actor ADA = Actors.person("ada", Role.ADMIN);
    private static House house;
    private static Town town;

    @BeforeAll
    static void start() {
        house = new House();
        town = new Town(house);
        house.pass(Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void jobThatStandsStillIsAnIncidentUntilAnAdministratorHasItTriedAgain() {
        UUID request = town.ask(town.model("stuck"));
        house.pass(Duration.ofDays(8));
        house.transactions.required(() -> {
            EngineFixture.exhaust(house.engine, request);
            return null;
        });
        house.work();
        assertThat(house.entries(request)).containsExactly("promotion.requested");

        Operations operations = house.get(Operations.class);
        EngineWatch.Stuck stuck = house.transactions.required(operations::stuck).stream()
                .filter(one -> one.requestId().equals(request))
                .findFirst()
                .orElseThrow();
        assertThat(stuck.process()).isEqualTo("model-promotion");
        assertThat(stuck.step()).isEqualTo("overdue");

        operations.retry(stuck.id(), ADA);
        house.work();
        assertThat(house.entries(request))
                .containsExactly("promotion.requested", "process.retried", "promotion.escalated");
        assertThat(house.transactions.required(operations::stuck)).isEmpty();
        assertThat(slug(() -> operations.retry(stuck.id(), ADA))).isEqualTo("not-found");
    }

    @Test
    void openRequestFinishesOnItsVersionUnlessItIsMovedOnRecord() {
        UUID stays = town.ask(town.model("stays"));
        UUID moves = town.ask(town.model("moves"));
        house.transactions.required(() -> {
            EngineFixture.deployNext(house.engine, "model-promotion");
            return null;
        });
        UUID fresh = town.ask(town.model("fresh"));
        assertThat(version(stays)).isEqualTo(1);
        assertThat(version(fresh)).isEqualTo(2);
        town.sign(stays, "approved", RITA);
        assertThat(version(stays)).isEqualTo(1);
        assertThat(town.state(stays)).isEqualTo("approved");

        Operations operations = house.get(Operations.class);
        List<UUID> moved = operations.migrate("model-promotion", 1, 2, ADA);
        assertThat(moved).contains(moves).doesNotContain(fresh);
        assertThat(version(moves)).isEqualTo(2);
        town.sign(moves, "approved", RITA);
        assertThat(town.state(moves)).isEqualTo("approved");
        assertThat(house.entries("model-promotion")).containsExactly("process.migrated");
        assertThat(house.rows("SELECT actor FROM approvals.test_entry WHERE subject = 'model-promotion'"))
                .containsExactly("ada");
        assertThat(slug(() -> operations.migrate("model-promotion", 1, 7, ADA))).isEqualTo("not-found");
        assertThat(slug(() -> operations.migrate("no-process", 1, 2, ADA))).isEqualTo("not-found");
    }

    private static int version(UUID request) {
        return house.transactions
                .required(() -> house.get(Operations.class).picture(request, ADA))
                .version();
    }
}
