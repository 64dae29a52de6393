package io.countersign.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.identity.KeyCheck;
import io.countersign.identity.people.People;
import io.countersign.identity.people.PeopleOn;
import io.countersign.identity.scope.NameRule;
import io.countersign.identity.testing.Actors;
import io.countersign.identity.testing.Entries;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Reach.Kind;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeysIT {
    private static final TestDatabase DATABASE = TestDatabase.with("identity");

    private final String subject = "person-" + UUID.randomUUID();
    private final Actor engineer = Actors.person(subject, Role.ENGINEER);
    private final Actor admin = Actors.person("admin-" + subject, Role.ADMIN);
    private final Entries entries = new Entries();
    private final People people = PeopleOn.of(DATABASE);
    private final StoredKeys keys = new StoredKeys();
    private final IssueKey issueKey = new IssueKey();
    private final RevokeKeys revokeKeys = new RevokeKeys();
    private final CheckKey oneNode = node();
    private final CheckKey otherNode = node();

    @BeforeEach
    void wire() {
        keys.database = DATABASE.application();
        issueKey.keys = keys;
        issueKey.people = people;
        issueKey.lifetime = new KeyLifetime(90, 365);
        issueKey.audit = entries;
        revokeKeys.keys = keys;
        revokeKeys.lookup = oneNode.lookup;
        revokeKeys.audit = entries;
    }

    private CheckKey node() {
        CheckKey node = new CheckKey();
        node.lookup = new KeyLookup();
        node.lookup.database = DATABASE.application();
        node.use = new KeyUse();
        node.use.keys = keys;
        node.use.background = Runnable::run;
        return node;
    }

    private static KeyOrder order(String... roles) {
        return new KeyOrder("nightly", KeyKind.PERSONAL, null, List.of(roles), null, null, null);
    }

    private KeyOrder service(@Nullable String accountable, String... roles) {
        return new KeyOrder("ci", KeyKind.SERVICE, accountable, List.of(roles), null, null, null);
    }

    private static Caller accepted(KeyCheck check) {
        assertThat(check).isInstanceOf(KeyCheck.Accepted.class);
        return ((KeyCheck.Accepted) check).caller();
    }

    @Test
    void aKeyCallsInItsOwnNameForThePersonWhoAnswersForIt() {
        IssueKey.Issued issued = issueKey.issue(engineer, order("engineer"));

        Caller caller = accepted(oneNode.check(issued.secret().reveal()));

        assertThat(caller.kind()).isEqualTo(Actor.Kind.API_KEY);
        assertThat(caller.subject()).isEqualTo("key:" + issued.key().id());
        assertThat(caller.accountable()).isEqualTo(subject);
        assertThat(caller.roles()).containsExactly("engineer");
        assertThat(Actors.with(caller).isPerson()).isFalse();
        assertThat(Actors.with(caller).responsibleSubject()).isEqualTo(subject);
    }

    @Test
    void theLedgerTellsOfTheKeyAndNotOfItsSecret() {
        IssueKey.Issued issued = issueKey.issue(engineer, order("engineer"));

        assertThat(entries.actions()).containsExactly("api-key.issued");
        assertThat(entries.last().subject().id()).isEqualTo(issued.key().id().toString());
        assertThat(entries.last().facts())
                .containsEntry("accountable", subject)
                .containsEntry("roles", List.of("engineer"));
        assertThat(entries.last().toString()).doesNotContain(issued.secret().reveal());
    }

    @Test
    void onlyTheHashOfTheSecretIsStored() throws SQLException {
        IssueKey.Issued issued = issueKey.issue(engineer, order("engineer"));

        try (Connection connection = DATABASE.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT k::text, k.secret_sha256 FROM identity.api_key k WHERE id = '"
                                + issued.key().id() + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).doesNotContain(issued.secret().reveal().substring(12));
            assertThat(row.getBytes(2)).isEqualTo(issued.secret().sha256());
        }
    }

    @Test
    void aKeyCoversWhatItWasMadeForAndNothingElse() {
        KeyOrder order = new KeyOrder(
                "scoped",
                KeyKind.PERSONAL,
                null,
                List.of("engineer"),
                List.of(new NameRule("credit-", true)),
                List.of(),
                null);

        Caller caller =
                accepted(oneNode.check(issueKey.issue(engineer, order).secret().reveal()));

        assertThat(caller.reach().covers(Role.ENGINEER, Kind.MODEL, "credit-cards"))
                .isTrue();
        assertThat(caller.reach().covers(Role.ENGINEER, Kind.MODEL, "fraud")).isFalse();
        assertThat(caller.reach().covers(Role.ENGINEER, Kind.EXPERIMENT, "credit-x"))
                .isFalse();
    }

    @Test
    void aRevokedKeyIsRefusedByEveryNodeWithinASecond() {
        IssueKey.Issued issued = issueKey.issue(engineer, order("engineer"));
        accepted(oneNode.check(issued.secret().reveal()));
        accepted(otherNode.check(issued.secret().reveal()));

        revokeKeys.revoke(engineer, issued.key().id(), "leaked");
        Instant revoked = Instant.now();

        assertThat(oneNode.check(issued.secret().reveal())).isEqualTo(new KeyCheck.Refused("The API key was revoked"));
        while (otherNode.check(issued.secret().reveal()) instanceof KeyCheck.Accepted) {
            assertThat(Duration.between(revoked, Instant.now())).isLessThan(KeyLookup.KEPT.multipliedBy(20));
        }
        assertThat(KeyLookup.KEPT).isLessThan(Duration.ofSeconds(1));
        assertThat(entries.actions()).containsExactly("api-key.issued", "api-key.revoked");
        assertThat(keys.get(issued.key().id()).state(Instant.now())).isEqualTo("revoked");
    }

    @Test
    void anExpiredKeyIsRefused() throws SQLException {
        IssueKey.Issued issued = issueKey.issue(engineer, order("engineer"));
        try (Connection connection = DATABASE.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE identity.api_key SET created_at = now() - interval '2 days',"
                    + " expires_at = now() - interval '1 second' WHERE id = '"
                    + issued.key().id() + "'");
        }

        assertThat(oneNode.check(issued.secret().reveal())).isEqualTo(new KeyCheck.Refused("The API key has expired"));
        assertThat(keys.get(issued.key().id()).state(Instant.now())).isEqualTo("expired");
    }

    @Test
    void unknownAndMistypedKeysAreRefused() {
        String unknown = KeySecret.random().reveal();

        assertThat(oneNode.check(unknown)).isEqualTo(new KeyCheck.Refused("The API key is unknown"));
        assertThat(oneNode.check(unknown + "0"))
                .isEqualTo(new KeyCheck.Refused("The API key is mistyped or not complete"));
    }

    @Test
    void theLastUseIsNotedOnceAMinute() {
        IssueKey.Issued issued = issueKey.issue(engineer, order("engineer"));
        assertThat(keys.get(issued.key().id()).lastUsedAt()).isNull();

        accepted(oneNode.check(issued.secret().reveal()));
        Instant first = keys.get(issued.key().id()).lastUsedAt();
        accepted(oneNode.check(issued.secret().reveal()));
        accepted(otherNode.check(issued.secret().reveal()));

        assertThat(first).isNotNull();
        assertThat(keys.get(issued.key().id()).lastUsedAt()).isEqualTo(first);
    }

    @Test
    void aKeyLosesTheRoleThatItsOwnerLost() {
        Actor both = Actors.person(subject, Role.ENGINEER, Role.AUDITOR);
        IssueKey.Issued issued = issueKey.issue(both, order("engineer", "auditor"));
        assertThat(accepted(oneNode.check(issued.secret().reveal())).roles()).hasSize(2);

        people.seen(Actors.caller(subject, Role.ENGINEER));

        assertThat(accepted(node().check(issued.secret().reveal())).roles()).containsExactly("engineer");
    }

    @Test
    void nobodyGivesAKeyMoreThanTheyHold() {
        assertThatThrownBy(() -> issueKey.issue(engineer, order("engineer", "auditor")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("[auditor]");
        assertThatThrownBy(() -> issueKey.issue(admin, order("admin")))
                .hasMessageContaining("never carries the role admin");
        assertThat(entries.actions()).isEmpty();
    }

    @Test
    void aKeyNeitherMakesNorRevokesKeys() {
        IssueKey.Issued issued = issueKey.issue(engineer, order("engineer"));
        Actor key = Actors.with(accepted(oneNode.check(issued.secret().reveal())));

        assertThatThrownBy(() -> issueKey.issue(key, order("engineer"))).hasMessageContaining("by persons");
        assertThatThrownBy(() -> revokeKeys.revoke(key, issued.key().id(), null))
                .hasMessageContaining("by persons");
    }

    @Test
    void anAdministratorMakesKeysOfMachinesForWhichAPersonAnswers() {
        people.seen(engineer);

        IssueKey.Issued issued = issueKey.issue(admin, service(subject, "deployer"));

        Caller caller = accepted(oneNode.check(issued.secret().reveal()));
        assertThat(caller.accountable()).isEqualTo(subject);
        assertThat(caller.roles()).containsExactly("deployer");
        assertThat(issued.key().createdBy()).isEqualTo(admin.subject());
    }

    @Test
    void aKeyOfAMachineNeedsAnAdministratorAKnownPersonAndARoleOfMachines() {
        people.seen(engineer);

        assertThatThrownBy(() -> issueKey.issue(engineer, service(subject, "engineer")))
                .hasMessageContaining("by an administrator");
        assertThatThrownBy(() -> issueKey.issue(admin, service("nobody", "engineer")))
                .hasMessageContaining("accountable person");
        assertThatThrownBy(() -> issueKey.issue(admin, service(subject, "risk-approver")))
                .hasMessageContaining("engineer, deployer or auditor");
        assertThatThrownBy(() -> issueKey.issue(admin, service(admin.subject(), "engineer")))
                .hasMessageContaining("You do not hold");
    }

    @Test
    void somebodyElsesKeyIsRevokedByAnAdministratorAlone() {
        IssueKey.Issued issued = issueKey.issue(engineer, order("engineer"));
        Actor other = Actors.person("other-" + subject, Role.ENGINEER);

        assertThatThrownBy(() -> revokeKeys.revoke(other, issued.key().id(), null))
                .hasMessageContaining("somebody else's");
        assertThat(revokeKeys.revoke(admin, issued.key().id(), "policy").revokedBy())
                .isEqualTo(admin.subject());
    }

    @Test
    void validityIsBoundedByTheInstallation() {
        KeyOrder tooLong = new KeyOrder("long", KeyKind.PERSONAL, null, List.of("engineer"), null, null, 366);

        assertThatThrownBy(() -> issueKey.issue(engineer, tooLong)).hasMessageContaining("1 to 365 days");
        ApiKey usual = issueKey.issue(engineer, order("engineer")).key();
        assertThat(Duration.between(usual.createdAt(), usual.expiresAt())).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void keysAreListedNewestFirst() {
        ApiKey first = issueKey.issue(engineer, order("engineer")).key();
        ApiKey second = issueKey.issue(engineer, order("engineer")).key();

        assertThat(keys.list(subject, new PageToken(0), 10).items())
                .extracting(ApiKey::id)
                .containsExactly(second.id(), first.id());
    }

    @Test
    void theApplicationCannotRewriteWhatAKeyMayDo() {
        assertThatThrownBy(() -> {
                    try (Connection connection = DATABASE.application().getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute("UPDATE identity.api_key SET roles = '{auditor}'");
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }
}
