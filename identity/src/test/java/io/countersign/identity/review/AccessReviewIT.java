package io.countersign.identity.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.Subject;
import io.countersign.identity.grants.GrantsOn;
import io.countersign.identity.keys.KeysOn;
import io.countersign.identity.people.People;
import io.countersign.identity.people.PeopleOn;
import io.countersign.identity.scope.NameRule;
import io.countersign.identity.scope.Scope;
import io.countersign.identity.testing.Actors;
import io.countersign.identity.testing.Entries;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.testing.TestDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessReviewIT {
    private final TestDatabase database = TestDatabase.with("identity");
    private final Entries entries = new Entries();
    private final Actor engineer = Actors.person("4711", Role.ENGINEER, Role.MODEL_OWNER);
    private final Actor admin = Actors.person("1", Role.ADMIN);
    private final People people = PeopleOn.of(database);
    private final ReviewAccess review = new ReviewAccess();

    @BeforeEach
    void somebodyWithANarrowedRoleAndAKey() {
        GrantsOn grants = new GrantsOn(database, entries);
        KeysOn keys = new KeysOn(database, entries);
        review.people = people;
        review.narrowings = grants.narrowings();
        review.keys = keys.stored();
        keys.issue(engineer, "engineer");
        grants.narrow(admin, "4711", Role.ENGINEER, new Scope(List.of(new NameRule("=credit-", true)), List.of()));
        people.seen(Actors.caller("0815"));
    }

    @Test
    void saysWhoCanDoWhatAndWhoUsedIt() {
        List<ReviewedPerson> found = review.asOf(Instant.now()).people();

        assertThat(found).extracting(ReviewedPerson::subject).containsExactly("0815", "4711");
        ReviewedPerson person = found.get(1);
        assertThat(person.roles()).extracting(ReviewedRole::role).containsExactly("engineer", "model-owner");
        assertThat(person.roles().get(0).models()).containsExactly(new NameRule("=credit-", true));
        assertThat(person.roles().get(1).models()).isNull();
        assertThat(person.keys()).hasSize(1);
        assertThat(person.lastSeenAt()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void theTableHasALineForEachRoleAndRunsNoFormula() throws IOException {
        StringBuilder csv = new StringBuilder();
        ReviewTable.write(review.asOf(Instant.now()), csv);

        assertThat(csv.toString().lines().toList())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("4711,Name of 4711,person,engineer,'=credit-*,none,,"))
                .anyMatch(line -> line.startsWith("4711,Name of 4711,person,model-owner,all,all,,"))
                .anyMatch(line -> line.matches("key:[0-9a-f-]{36},of a test,personal key,engineer,all,all,4711,.*"))
                .anyMatch(line -> line.startsWith("0815,Name of 0815,person,,none,none,,"));
    }

    @Test
    void offersTheSameToReports() {
        AccessEvidence source = new AccessEvidence();
        source.review = review;

        Evidence evidence = source.gather(
                        new EvidenceRequest(new Subject("access-review", "installation"), Instant.now(), List.of()))
                .orElseThrow();

        assertThat(evidence.fields().get("people"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(3);
        assertThat(((List<?>) evidence.fields().get("keys")).get(0))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("accountable", Map.of("subject", "4711", "name", "Name of 4711"));
        assertThat(source.gather(new EvidenceRequest(new Subject("promotion", "1"), Instant.now(), List.of())))
                .isEmpty();
    }
}
