package io.countersign.identity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.identity.KeyCheck;
import io.countersign.identity.grants.GrantedReach;
import io.countersign.identity.grants.ReachOn;
import io.countersign.identity.keys.KeysOn;
import io.countersign.identity.testing.Actors;
import io.countersign.identity.testing.Entries;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.PersonLeft;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.testing.TestDatabase;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkPeopleIT {
    private static final TestDatabase DATABASE = TestDatabase.with("identity");

    private final String subject = "person-" + UUID.randomUUID();
    private final Actor engineer = Actors.person(subject, Role.ENGINEER);
    private final Actor admin = Actors.person("admin-" + subject, Role.ADMIN);
    private final Entries entries = new Entries();
    private final List<Object> fired = new ArrayList<>();
    private final KeysOn keys = new KeysOn(DATABASE, entries);
    private final GrantedReach reach = ReachOn.of(DATABASE);
    private final MarkPeople markPeople = new MarkPeople();

    @BeforeEach
    @SuppressWarnings("unchecked")
    void wire() {
        markPeople.people = PeopleOn.of(DATABASE);
        markPeople.revokeKeys = keys.revokeKeys();
        markPeople.reach = reach;
        markPeople.audit = entries;
        markPeople.left = (Event<PersonLeft>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (event, method, arguments) -> {
                    fired.add(arguments[0]);
                    return null;
                });
    }

    @Test
    void whoLeftIsRefusedAndTheirKeysDie() {
        String secret = keys.issue(engineer, "engineer");
        reach.reachOf(Actors.caller(subject, Role.ENGINEER));

        Person person = markPeople.left(admin, subject, "contract ended");

        assertThat(person.isHere()).isFalse();
        assertThat(person.leftSaidBy()).isEqualTo(admin.subject());
        assertThatThrownBy(() -> reach.reachOf(Actors.caller(subject, Role.ENGINEER)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.type().slug()).isEqualTo("person-left"));
        assertThat(keys.check(secret)).isEqualTo(new KeyCheck.Refused("The API key was revoked"));
        assertThat(entries.actions()).containsExactly("api-key.issued", "person.left", "api-key.revoked");
        assertThat(entries.last().cause()).isNotNull();
        assertThat(fired).containsExactly(new PersonLeft(subject, admin));
    }

    @Test
    void whoReturnsIsLetInAgainWithoutTheirOldKeys() {
        String secret = keys.issue(engineer, "engineer");
        markPeople.left(admin, subject, "contract ended");

        assertThat(markPeople.returned(admin, subject, "new contract").isHere()).isTrue();

        assertThat(reach.reachOf(Actors.caller(subject, Role.ENGINEER)).isEverything())
                .isTrue();
        assertThat(keys.check(secret)).isInstanceOf(KeyCheck.Refused.class);
    }

    @Test
    void sayingItTwiceIsOneAct() {
        keys.issue(engineer, "engineer");
        markPeople.left(admin, subject, "contract ended");
        markPeople.left(admin, subject, "contract ended");

        assertThat(entries.actions()).containsExactly("api-key.issued", "person.left", "api-key.revoked");
        assertThat(fired).hasSize(1);
    }

    @Test
    void nobodySaysItOfThemselvesOrOfAStranger() {
        assertThatThrownBy(() -> markPeople.left(admin, admin.subject(), "x")).hasMessageContaining("Another person");
        assertThatThrownBy(() -> markPeople.left(admin, "stranger", "x")).hasMessageContaining("has been seen");
    }

    @Test
    void colleaguesAreFoundByAPartOfTheirNameUntilTheyLeave() {
        String name = "Ada " + UUID.randomUUID();
        People people = PeopleOn.of(DATABASE);
        people.seen(named(subject, name));

        assertThat(people.colleagues(name.substring(2).toUpperCase(java.util.Locale.ROOT), 20))
                .extracting(Person::subject)
                .containsExactly(subject);
        assertThat(people.colleagues(name.replace("Ada", "A%"), 20)).isEmpty();

        markPeople.left(admin, subject, "contract ended");

        assertThat(people.colleagues(name, 20)).isEmpty();
    }

    private static Actor named(String subject, String name) {
        Actor plain = Actors.person(subject, Role.ENGINEER);
        return new Actor(
                plain.kind(),
                subject,
                name,
                plain.roles(),
                plain.client(),
                plain.clientAddress(),
                plain.requestId(),
                plain.authentication(),
                plain.accountable(),
                plain.reach());
    }
}
