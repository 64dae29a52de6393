package io.countersign.approvals.control;

import io.countersign.platform.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Transactions of a thread: one connection each, shared by the persistence units of the modules and by the engine. */
public final class Transactions implements AutoCloseable {
    private static final Pattern ENTITY = Pattern.compile("<class>([^<]+)</class>");

    private final TestDatabase database;
    /** A connection costs a process of the server: they are used again, as by the pool of the real one. */
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    private final Map<String, SessionFactory> units = new HashMap<>();
    private final ThreadLocal<Deque<Transaction>> stack = ThreadLocal.withInitial(ArrayDeque::new);

    Transactions(TestDatabase database) {
        this.database = database;
        units.put("approvals", unit("approvals", "/META-INF/persistence.xml", "io.countersign.approvals"));
        units.put("registry", unit("registry", "/META-INF/persistence.xml", "io.countersign.registry"));
    }

    private static final class Transaction {
        private final Connection connection;
        private final Map<String, Session> sessions = new HashMap<>();

        private Transaction(Connection connection) {
            this.connection = connection;
        }
    }

    /** The entities that the module's own persistence unit lists. */
    private SessionFactory unit(String schema, String resource, String prefix) {
        Configuration configuration = new Configuration()
                .setProperty("hibernate.default_schema", schema)
                .setProperty("hibernate.hbm2ddl.auto", "validate");
        try {
            var files = getClass().getClassLoader().getResources(resource.substring(1));
            while (files.hasMoreElements()) {
                try (InputStream in = files.nextElement().openStream()) {
                    Matcher names = ENTITY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    while (names.find()) {
                        if (names.group(1).startsWith(prefix)) {
                            configuration.addAnnotatedClass(Class.forName(names.group(1)));
                        }
                    }
                }
            }
        } catch (IOException | ClassNotFoundException failed) {
            throw new IllegalStateException("cannot read " + resource, failed);
        }
        configuration.getProperties().put("hibernate.connection.datasource", database.application());
        return configuration.buildSessionFactory();
    }

    public <T> T required(Callable<T> work) {
        return cast(run(TxType.REQUIRED, work));
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    Object run(TxType type, Callable<?> work) {
        boolean under = !stack.get().isEmpty();
        if (type == TxType.MANDATORY && !under) {
            throw new IllegalStateException("there is no transaction");
        }
        if (type == TxType.REQUIRES_NEW || (type == TxType.REQUIRED && !under)) {
            return begun(work);
        }
        return called(work);
    }

    private Object begun(Callable<?> work) {
        Transaction transaction = new Transaction(open());
        stack.get().push(transaction);
        try {
            Object result = called(work);
            transaction.sessions.values().forEach(Session::flush);
            transaction.connection.commit();
            return result;
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot commit", failed);
        } catch (RuntimeException refused) {
            rollback(transaction);
            throw refused;
        } finally {
            stack.get().pop();
            transaction.sessions.values().forEach(Session::close);
            idle.add(transaction.connection);
        }
    }

    private static void rollback(Transaction transaction) {
        try {
            transaction.connection.rollback();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection open() {
        Connection idle = this.idle.poll();
        if (idle != null) {
            return idle;
        }
        try {
            Connection connection = database.application().getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Object called(Callable<?> work) {
        try {
            return work.call();
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    private Transaction current() {
        Transaction transaction = stack.get().peek();
        if (transaction == null) {
            throw new IllegalStateException("there is no transaction");
        }
        return transaction;
    }

    /** The entity manager of the transaction that is under way. */
    EntityManager entities(String unit) {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("toString")) {
                        return "entities of " + unit;
                    }
                    Transaction transaction = current();
                    Session session = transaction.sessions.computeIfAbsent(unit, name -> {
                        Session opened = units.get(name)
                                .withOptions()
                                .connection(transaction.connection)
                                .openSession();
                        opened.beginTransaction();
                        return opened;
                    });
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    void update(String sql, String... parameters) {
        try (PreparedStatement statement = current().connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** The connection of the transaction that is under way, which its users cannot end; one of its own without any. */
    DataSource dataSource() {
        Set<String> ends = Set.of("close", "commit", "rollback", "setAutoCommit");
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return method.getReturnType() == int.class ? 0 : null;
                    }
                    Transaction transaction = stack.get().peek();
                    if (transaction == null) {
                        return database.application().getConnection();
                    }
                    transaction.sessions.values().forEach(Session::flush);
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (connection, called, values) -> {
                                if (ends.contains(called.getName())) {
                                    return null;
                                }
                                try {
                                    return called.invoke(transaction.connection, values);
                                } catch (InvocationTargetException thrown) {
                                    throw thrown.getCause();
                                }
                            });
                });
    }

    @Override
    public void close() {
        units.values().forEach(SessionFactory::close);
        idle.forEach(Transactions::close);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
