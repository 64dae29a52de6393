package io.countersign.identity.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.identity.people.People;
import io.countersign.identity.people.PeopleOn;
import io.countersign.identity.scope.NameRule;
import io.countersign.identity.scope.Scope;
import io.countersign.identity.testing.Actors;
import io.countersign.identity.testing.Entries;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Reach.Kind;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class GrantsIT {
    private static final TestDatabase DATABASE = TestDatabase.with("identity");
    private static final Scope CREDIT = new Scope(List.of(new NameRule("credit-", true)), null);

    private final String subject = "person-" + UUID.randomUUID();
    private final Actor admin = Actors.person("admin-" + subject, Role.ADMIN);
    private final Entries entries = new Entries();
    private final Narrowings narrowings = new Narrowings();
    private final GrantedReach reach = new GrantedReach();
    private final ChangeGrants grants = new ChangeGrants();
    private final People people = PeopleOn.of(DATABASE);

    @BeforeEach
    void wire() {
        narrowings.database = DATABASE.application();
        reach.database = DATABASE.application();
        reach.seenPeople = PeopleOn.seen(DATABASE);
        grants.narrowings = narrowings;
        grants.reach = reach;
        grants.audit = entries;
    }

    private Reach reachNow() {
        return reach.reachOf(Actors.caller(subject, Role.ENGINEER, Role.VALIDATOR));
    }

    @Test
    void aRoleWithoutGrantsCoversEverything() {
        assertThat(reachNow().isEverything()).isTrue();
    }

    @Test
    void aNarrowedRoleCoversWhatIsNamedAndOthersAreUntouched() {
        grants.narrow(admin, subject, Role.ENGINEER, CREDIT, "retail only");

        assertThat(reachNow().covers(Role.ENGINEER, Kind.MODEL, "credit-cards")).isTrue();
        assertThat(reachNow().covers(Role.ENGINEER, Kind.MODEL, "fraud")).isFalse();
        assertThat(reachNow().covers(Role.ENGINEER, Kind.EXPERIMENT, "fraud")).isTrue();
        assertThat(reachNow().covers(Role.VALIDATOR, Kind.MODEL, "fraud")).isTrue();
    }

    @Test
    void anEmptyListCoversNothing() {
        grants.narrow(admin, subject, Role.ENGINEER, new Scope(List.of(), List.of()), "suspended");

        assertThat(reachNow().covers(Role.ENGINEER, Kind.MODEL, "credit-cards")).isFalse();
        assertThat(reachNow().covers(Role.ENGINEER, Kind.EXPERIMENT, "x")).isFalse();
    }

    @Test
    void liftingIsAnActOfItsOwn() {
        grants.narrow(admin, subject, Role.ENGINEER, CREDIT, "retail only");
        grants.lift(admin, subject, Role.ENGINEER, "moved to group risk");

        assertThat(reachNow().isEverything()).isTrue();
        assertThat(entries.actions()).containsExactly("grant.narrowed", "grant.lifted");
        assertThat(entries.last().facts())
                .containsEntry("before", Map.of("models", List.of(Map.of("name", "credit-", "prefix", true))))
                .containsEntry("after", "everything");
        assertThatThrownBy(() -> grants.lift(admin, subject, Role.ENGINEER, "again"))
                .hasMessageContaining("is not narrowed");
    }

    @Test
    void narrowingToEverythingIsRefused() {
        assertThatThrownBy(() -> grants.narrow(admin, subject, Role.ENGINEER, Scope.everything(), "x"))
                .hasMessageContaining("lift it");
    }

    @Test
    void theSameAgainIsNoChange() {
        grants.narrow(admin, subject, Role.ENGINEER, CREDIT, "retail only");
        grants.narrow(admin, subject, Role.ENGINEER, CREDIT, "retail only");

        assertThat(entries.actions()).containsExactly("grant.narrowed");
    }

    @Test
    void nobodyChangesTheirOwnGrants() {
        assertThatThrownBy(() -> grants.narrow(admin, admin.subject(), Role.ADMIN, CREDIT, "x"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("their own grants");
        assertThatThrownBy(() -> grants.lift(admin, admin.subject(), Role.ADMIN, "x"))
                .hasMessageContaining("their own grants");
    }

    @Test
    void aKeyIsNarrowedByTheGrantsOfThePersonBehindIt() {
        grants.narrow(admin, subject, Role.ENGINEER, CREDIT, "retail only");
        Caller key = new Caller(
                Actor.Kind.API_KEY,
                "key:1",
                "nightly",
                Set.of("engineer"),
                "api-key",
                new Authentication(Authentication.Method.API_KEY, null, null),
                subject,
                new Scope(List.of(new NameRule("credit-cards", false), new NameRule("fraud", false)), null)
                        .reachOf(Set.of(Role.ENGINEER)));

        Reach both = reach.reachOf(key);

        assertThat(both.covers(Role.ENGINEER, Kind.MODEL, "credit-cards")).isTrue();
        assertThat(both.covers(Role.ENGINEER, Kind.MODEL, "credit-loans")).isFalse();
        assertThat(both.covers(Role.ENGINEER, Kind.MODEL, "fraud")).isFalse();
    }

    @Test
    void whoCallsIsSeenWithTheRolesOfTheToken() {
        reachNow();

        assertThat(people.get(subject).roles()).containsExactly(Role.ENGINEER, Role.VALIDATOR);
        assertThat(people.get(subject).name()).isEqualTo("Name of " + subject);

        reach.reachOf(Actors.caller(subject, Role.ENGINEER));

        assertThat(people.get(subject).roles()).containsExactly(Role.ENGINEER);
    }

    @Test
    void withoutTheDatabaseNobodyIsLetThrough() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});
        reach.database = nowhere;

        assertThatThrownBy(this::reachNow).isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                        refused.type().slug())
                .isEqualTo("unavailable"));
    }
}
