package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditEvent;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentsIT {
    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String create(String name, Tag... tags) {
        return fixture.in(work -> Long.toString(work.experiments().create(ENGINEER, name, "", Arrays.asList(tags))));
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }

    private static Experiments.Tagged get(String id) {
        return fixture.in(work -> work.experiments().get(ENGINEER, id));
    }

    private static AuditEvent lastEntry(String id) {
        List<AuditEvent> entries = fixture.audit().about(id).stream()
                .filter(event -> event.subject().kind().equals("experiment"))
                .toList();
        return entries.get(entries.size() - 1);
    }

    private static void assertRefused(MlflowErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MlflowException.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }

    @Test
    void renamingTellsBothNamesAndRefusesTakenOnes() {
        String first = unique("first");
        String id = create(first);
        String taken = unique("taken");
        create(taken);
        String second = unique("second");
        fixture.run(work -> work.experiments().rename(ENGINEER, id, second));
        assertThat(get(id).experiment().name()).isEqualTo(second);
        assertThat(lastEntry(id).action()).isEqualTo("experiment.renamed");
        assertThat(lastEntry(id).disclosures()).containsEntry("from", first).containsEntry("to", second);
        int entries = fixture.audit().events.size();
        assertRefused(
                MlflowErrorCode.RESOURCE_ALREADY_EXISTS,
                () -> fixture.run(work -> work.experiments().rename(ENGINEER, id, taken)));
        fixture.run(work -> work.experiments().rename(ENGINEER, id, second));
        assertThat(fixture.audit().events).hasSize(entries);
    }

    @Test
    void deletionTakesTheRunsAndRestorationBringsAllBack() {
        String id = create(unique("e"));
        String run = fixture.runningRun(id, List.of());
        String gone = fixture.runningRun(id, List.of());
        fixture.run(work -> work.runs().delete(ENGINEER, gone));
        fixture.run(work -> work.experiments().delete(ENGINEER, id));
        assertThat(get(id).experiment().lifecycle()).isEqualTo(Lifecycle.DELETED);
        assertThat(lifecycle(run)).isEqualTo(Lifecycle.DELETED);
        assertThat(lastEntry(id).action()).isEqualTo("experiment.deleted");
        assertThat(lastEntry(id).facts().get("runs")).isEqualTo(1L);
        assertRefused(
                MlflowErrorCode.RESOURCE_DOES_NOT_EXIST,
                () -> fixture.run(work -> work.experiments().delete(ENGINEER, id)));
        assertRefused(
                MlflowErrorCode.INVALID_PARAMETER_VALUE,
                () -> fixture.run(work -> work.experiments().rename(ENGINEER, id, unique("x"))));
        assertRefused(
                MlflowErrorCode.INVALID_PARAMETER_VALUE,
                () -> fixture.run(work -> work.experiments().setTag(ENGINEER, id, new Tag("a", "b"))));
        assertRefused(MlflowErrorCode.INVALID_PARAMETER_VALUE, () -> fixture.runningRun(id, List.of()));
        String name = get(id).experiment().name();
        assertRefused(MlflowErrorCode.RESOURCE_ALREADY_EXISTS, () -> create(name));
        fixture.run(work -> work.experiments().restore(ENGINEER, id));
        assertThat(lifecycle(run)).isEqualTo(Lifecycle.ACTIVE);
        assertThat(lifecycle(gone)).isEqualTo(Lifecycle.ACTIVE);
        assertThat(lastEntry(id).action()).isEqualTo("experiment.restored");
        assertThat(lastEntry(id).facts().get("runs")).isEqualTo(2L);
        assertRefused(
                MlflowErrorCode.RESOURCE_DOES_NOT_EXIST,
                () -> fixture.run(work -> work.experiments().restore(ENGINEER, id)));
    }

    private static Lifecycle lifecycle(String run) {
        return fixture.in(work -> work.runs().get(ENGINEER, run).run().lifecycle());
    }

    @Test
    void tagsAreSetReplacedAndRemovedWithAnEntryEach() {
        String id = create(unique("e"));
        fixture.run(work -> work.experiments().setTag(ENGINEER, id, new Tag("team", "risk")));
        assertThat(lastEntry(id).action()).isEqualTo("experiment.tagged");
        assertThat(lastEntry(id).facts()).containsEntry("key", "team");
        fixture.run(work -> work.experiments().setTag(ENGINEER, id, new Tag("team", "sales")));
        assertThat(lastEntry(id).disclosures()).containsEntry("from", "risk").containsEntry("to", "sales");
        assertThat(get(id).tags()).containsExactly(new Tag("team", "sales"));
        fixture.run(work -> work.experiments().deleteTag(ENGINEER, id, "team"));
        assertThat(lastEntry(id).action()).isEqualTo("experiment.untagged");
        assertThat(get(id).tags()).isEmpty();
        assertRefused(
                MlflowErrorCode.RESOURCE_DOES_NOT_EXIST,
                () -> fixture.run(work -> work.experiments().deleteTag(ENGINEER, id, "team")));
    }

    private static List<String> find(String filter, Set<Lifecycle> lifecycles, String... order) {
        return names(page(filter, lifecycles, 1_000, new PageToken(0), order));
    }

    private static Page<Experiments.Tagged> page(
            String filter, Set<Lifecycle> lifecycles, int size, PageToken from, String... order) {
        ExperimentSearch.Query query = new ExperimentSearch.Query(filter, lifecycles, Arrays.asList(order));
        return fixture.in(work -> work.experimentSearch().find(ENGINEER, query, from, size));
    }

    private static List<String> names(Page<Experiments.Tagged> page) {
        return page.items().stream().map(found -> found.experiment().name()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "name = '{}a' | {}a",
                "attribute.name LIKE '{}%' AND name != '{}a' | {}b",
                "name ILIKE '%{}A' | {}a",
                "tags.team = 'risk' AND name LIKE '{}%' | {}a",
                "tag.`team` != 'risk' AND name LIKE '{}%' | {}b",
                "tags.absent != 'x' AND name LIKE '{}%' |",
                "tags.only IS NOT NULL AND name LIKE '{}%' | {}b",
                "tags.only IS NULL AND name LIKE '{}%' | {}a",
                "creation_time > 0 AND last_update_time >= 1 AND name LIKE '{}%' | {}b {}a",
                "creation_time < 0 |"
            })
    void findsWhatMlflowFinds(String filter, String expected) {
        String mark = UUID.randomUUID().toString();
        create(mark + "a", new Tag("team", "risk"));
        create(mark + "b", new Tag("team", "sales"), new Tag("only", ""));
        String[] names =
                expected == null ? new String[0] : expected.replace("{}", mark).split(" ");
        assertThat(find(filter.replace("{}", mark), Set.of(Lifecycle.ACTIVE))).containsExactly(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "experiment_id = '0'",
                "metrics.m > 1",
                "params.p = 'x'",
                "name > 'a'",
                "name IN ('a')",
                "creation_time = 'x'",
                "name IS NULL",
                "nonsense = 'x'",
                "name = 'x' OR name = 'y'",
                "name = 'x'; DROP TABLE tracking.experiment"
            })
    void refusesWhatMlflowRefuses(String filter) {
        assertRefused(MlflowErrorCode.INVALID_PARAMETER_VALUE, () -> find(filter, Set.of(Lifecycle.ACTIVE)));
    }

    @Test
    void ordersViewsAndPages() {
        String mark = UUID.randomUUID().toString();
        String filter = "name LIKE '" + mark + "%'";
        create(mark + "c");
        create(mark + "a");
        String deleted = create(mark + "b");
        fixture.run(work -> work.experiments().delete(ENGINEER, deleted));
        Set<Lifecycle> all = Set.of(Lifecycle.ACTIVE, Lifecycle.DELETED);
        assertThat(find(filter, all, "name")).containsExactly(mark + "a", mark + "b", mark + "c");
        assertThat(find(filter, all, "name DESC")).containsExactly(mark + "c", mark + "b", mark + "a");
        assertThat(find(filter, all, "experiment_id")).containsExactly(mark + "c", mark + "a", mark + "b");
        assertThat(find(filter, Set.of(Lifecycle.DELETED))).containsExactly(mark + "b");
        assertThat(find(filter, Set.of(Lifecycle.ACTIVE), "name")).containsExactly(mark + "a", mark + "c");
        Page<Experiments.Tagged> first = page(filter, all, 2, new PageToken(0), "name");
        assertThat(names(first)).containsExactly(mark + "a", mark + "b");
        Page<Experiments.Tagged> second = page(filter, all, 2, PageToken.parse(first.nextPageToken()), "name");
        assertThat(names(second)).containsExactly(mark + "c");
        assertThat(second.nextPageToken()).isNull();
        assertRefused(MlflowErrorCode.INVALID_PARAMETER_VALUE, () -> find(filter, all, "name", "name DESC"));
        assertRefused(MlflowErrorCode.INVALID_PARAMETER_VALUE, () -> find(filter, all, "tags.x"));
    }
}
