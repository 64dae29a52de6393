package io.countersign.approvals.control;

import io.countersign.approvals.engine.CamundaDecisionTables;
import io.countersign.approvals.engine.CamundaEngine;
import io.countersign.approvals.engine.CamundaProcesses;
import io.countersign.approvals.engine.DecisionTables;
import io.countersign.approvals.engine.EngineFixture;
import io.countersign.approvals.engine.GovernedProcesses;
import io.countersign.approvals.engine.ProcessDomain;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.LedgerHealth;
import io.countersign.platform.config.Settings;
import io.countersign.platform.id.Ids;
import io.countersign.platform.outbox.Outbox;
import io.countersign.platform.outbox.OutboxMessage;
import io.countersign.platform.testing.TestDatabase;
import io.countersign.registry.ApprovalEvent;
import io.countersign.registry.ApprovalEvents;
import io.countersign.registry.PromotionGate;
import io.countersign.registry.Registry;
import io.countersign.registry.control.GovernedRegistry;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import net.bytebuddy.matcher.ElementMatchers;
import org.camunda.bpm.engine.ProcessEngine;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * Approvals, registry and engine as the server puts them together, on a real PostgreSQL and one transaction for all three;
 * without a container: fields are injected by type, {@code @Transactional} is kept. Runs and the ledger are the test's.
 */
public final class House implements AutoCloseable {
    /** Several houses stand in one run of the tests, each with classes of its own. */
    private static final AtomicInteger MADE = new AtomicInteger();

    public final TestDatabase database = TestDatabase.with("registry", "approvals");
    public final Runs runs = new Runs();
    public final ProcessEngine engine;
    public final Transactions transactions;
    final Map<String, String> settings = new HashMap<>(Map.of("countersign.public.url", "http://house"));
    private final Map<Class<?>, Object> beans = new LinkedHashMap<>();
    private final List<ProcessSteps> steps = new ArrayList<>();
    /** What the approvals tell outside. */
    final List<ApprovalEvent> told = new CopyOnWriteArrayList<>();

    private final CamundaEngine camunda = new CamundaEngine();
    private Connection owner;
    private Instant now = Instant.parse("2026-11-30T09:00:00Z");

    public House() {
        ledger();
        transactions = new Transactions(database);
        beans.put(CamundaEngine.class, camunda);
        beans.put(Settings.class, settings());
        beans.put(LedgerHealth.class, (LedgerHealth) () -> {});
        beans.put(AuditLog.class, (AuditLog) (actor, event) -> append(actor.subject(), event));
        beans.put(Tracking.class, runs.tracking());
        beans.put(ApprovalEvents.class, (ApprovalEvents) told::add);
        get(Times.class).clock = clock();
        List.of(RequestSteps.class, PolicyChangeSteps.class, FindingSteps.class).forEach(type -> steps.add(get(type)));
        engine = EngineFixture.joined(database, transactions.dataSource(), get(GovernedSteps.class), camunda);
        transactions.required(() -> {
            EngineFixture.deploy(engine);
            return null;
        });
        get(PublishShippedPolicy.class).unlessThereIsOne(io.countersign.platform.actor.Actor.system("test", "1"));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            /** Later at each look, so that the order of acts can be told. */
            @Override
            public Instant instant() {
                now = now.plusMillis(1);
                return now;
            }
        };
    }

    public void pass(java.time.Duration time) {
        now = now.plus(time);
        org.camunda.bpm.engine.impl.util.ClockUtil.setCurrentTime(java.util.Date.from(now));
    }

    public Instant now() {
        return now;
    }

    /** Runs the jobs that are due. */
    public int work() {
        List<org.camunda.bpm.engine.runtime.Job> due = transactions.required(() ->
                engine.getManagementService().createJobQuery().executable().list());
        due.forEach(job -> transactions.required(() -> {
            engine.getManagementService().executeJob(job.getId());
            return null;
        }));
        return due.size();
    }

    /** The bean of that type, made with all that it needs. */
    @SuppressWarnings("unchecked")
    public <T> T get(Class<T> type) {
        Class<?> wanted = implementation(type);
        Object known = beans.get(wanted);
        if (known == null) {
            known = create(wanted);
            beans.put(wanted, known);
            inject(known, wanted);
        }
        return (T) known;
    }

    private static Class<?> implementation(Class<?> type) {
        Map<Class<?>, Class<?>> chosen = Map.of(
                Registry.class, GovernedRegistry.class,
                DecisionTables.class, CamundaDecisionTables.class,
                GovernedProcesses.class, CamundaProcesses.class,
                ProcessDomain.class, GovernedSteps.class,
                PromotionGate.class, OpenPromotion.class);
        return chosen.getOrDefault(type, type);
    }

    private Object create(Class<?> type) {
        if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                Class<?> answer = method.getReturnType();
                return answer == Optional.class
                        ? Optional.empty()
                        : answer == List.class
                                ? List.of()
                                : answer == Map.class ? Map.of() : answer == boolean.class ? (Object) false : null;
            });
        }
        try {
            Class<?> made = transactional(type) ? intercepted(type) : type;
            Constructor<?> constructor = Stream.of(made.getDeclaredConstructors())
                    .filter(one -> one.isAnnotationPresent(Inject.class))
                    .findFirst()
                    .orElseGet(() -> bare(made));
            constructor.setAccessible(true);
            return constructor.newInstance(
                    Stream.of(constructor.getParameterTypes()).map(this::get).toArray());
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException("cannot make " + type, failed);
        }
    }

    private static Constructor<?> bare(Class<?> type) {
        try {
            return type.getDeclaredConstructor();
        } catch (NoSuchMethodException none) {
            return type.getDeclaredConstructors()[0];
        }
    }

    private static boolean transactional(Class<?> type) {
        return type.isAnnotationPresent(Transactional.class)
                || List.of(type.getDeclaredMethods()).stream()
                        .anyMatch(method -> method.isAnnotationPresent(Transactional.class));
    }

    private Class<?> intercepted(Class<?> type) throws IllegalAccessException {
        return new ByteBuddy()
                .subclass(type)
                .name(type.getName() + "$InTransaction" + MADE.incrementAndGet())
                .method(ElementMatchers.not(ElementMatchers.isPrivate())
                        .and(ElementMatchers.isDeclaredBy(type))
                        .and(ElementMatchers.not(ElementMatchers.isStatic())))
                .intercept(MethodDelegation.withDefaultConfiguration()
                        .filter(ElementMatchers.named("call"))
                        .to(new Interceptor(transactions)))
                .make()
                .load(
                        type.getClassLoader(),
                        ClassLoadingStrategy.UsingLookup.of(
                                MethodHandles.privateLookupIn(type, MethodHandles.lookup())))
                .getLoaded();
    }

    /** Begins and ends transactions as the container would. */
    public record Interceptor(Transactions transactions) {
        @RuntimeType
        public Object call(@Origin Method method, @SuperCall Callable<?> work) {
            Transactional on = Optional.ofNullable(method.getAnnotation(Transactional.class))
                    .orElse(method.getDeclaringClass().getAnnotation(Transactional.class));
            return transactions.run(on == null ? null : on.value(), work);
        }
    }

    private void inject(Object bean, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            PersistenceContext unit = field.getAnnotation(PersistenceContext.class);
            if (unit != null) {
                set(field, bean, transactions.entities(unit.unitName()));
            } else if (field.isAnnotationPresent(Inject.class)) {
                set(field, bean, field.getType() == Instance.class ? instances(field) : get(field.getType()));
            }
        }
    }

    private Object instances(Field field) {
        Class<?> wanted = (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instance.class}, (proxy, method, arguments) -> {
                    List<?> found = wanted == ProcessSteps.class
                            ? steps
                            : wanted == Outbox.class
                                    ? List.of((Outbox) this::post)
                                    : wanted == PromotionGate.class ? List.of(get(OpenPromotion.class)) : List.of();
                    return switch (method.getName()) {
                        case "stream" -> found.stream();
                        case "iterator" -> found.iterator();
                        case "isResolvable" -> found.size() == 1;
                        case "isUnsatisfied" -> found.isEmpty();
                        case "isAmbiguous" -> found.size() > 1;
                        default -> found.get(0);
                    };
                });
    }

    private static void set(Field field, Object bean, Object value) {
        try {
            field.setAccessible(true);
            field.set(bean, value);
        } catch (IllegalAccessException failed) {
            throw new IllegalStateException("cannot set " + field, failed);
        }
    }

    private Settings settings() {
        ConfigProviderResolver.setInstance(new MapConfig(settings));
        return new Settings();
    }

    // The ledger: a table that is written in the transaction of the act.

    private void ledger() {
        sql(
                "CREATE TABLE approvals.test_entry (id bigserial, action text, actor text, subject text, facts text)",
                "CREATE TABLE approvals.test_outbox (id bigserial, channel text, destination text, payload text)",
                "GRANT INSERT, SELECT ON approvals.test_entry, approvals.test_outbox TO " + TestDatabase.APPLICATION,
                "GRANT USAGE ON ALL SEQUENCES IN SCHEMA approvals TO " + TestDatabase.APPLICATION);
    }

    private EntryId append(String actor, AuditEvent event) {
        transactions.update(
                "INSERT INTO approvals.test_entry (action, actor, subject, facts) VALUES (?, ?, ?, ?)",
                event.action(),
                actor,
                event.subject().id(),
                event.facts().toString());
        return new EntryId(Ids.next());
    }

    private java.util.UUID post(OutboxMessage message) {
        transactions.update(
                "INSERT INTO approvals.test_outbox (channel, destination, payload) VALUES (?, ?, ?)",
                message.channel(),
                message.destination(),
                message.payload());
        return Ids.next();
    }

    /** Actions about a subject, in order. */
    public List<String> entries(Object subject) {
        return rows("SELECT action FROM approvals.test_entry WHERE subject = '" + subject + "' ORDER BY id");
    }

    public List<String> rows(String query) {
        List<String> rows = new ArrayList<>();
        asOwner(statement -> {
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
        });
        return rows;
    }

    void sql(String... statements) {
        asOwner(statement -> {
            for (String one : statements) {
                statement.execute(one);
            }
        });
    }

    /** What the owner of the tables does. */
    private interface Statements {
        void run(Statement statement) throws SQLException;
    }

    private synchronized void asOwner(Statements work) {
        try {
            if (owner == null) {
                owner = database.owner().getConnection();
            }
            try (Statement statement = owner.createStatement()) {
                work.run(statement);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        org.camunda.bpm.engine.impl.util.ClockUtil.reset();
        engine.close();
        transactions.close();
    }
}
