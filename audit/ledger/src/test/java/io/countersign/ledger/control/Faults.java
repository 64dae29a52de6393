package io.countersign.ledger.control;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** Counts the steps that somebody takes at the database, and lets something happen before or after one of them. */
final class Faults {
    private static final Set<String> STEPS =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");

    private final int step;
    private final boolean after;
    private final Runnable fault;
    private int taken;

    /**
     * @param step which step, from 1
     * @param after whether the step is done before the fault happens: its effect may be there and its answer is lost
     */
    Faults(int step, boolean after, Runnable fault) {
        this.step = step;
        this.after = after;
        this.fault = fault;
    }

    /** Steps that were begun. */
    int taken() {
        return taken;
    }

    DataSource in(DataSource real) {
        return wrap(DataSource.class, real);
    }

    /** A sink or memory outside the database is a step too. */
    CheckpointSink in(CheckpointSink real) {
        return checkpoint -> {
            before();
            real.publish(checkpoint);
            afterwards();
        };
    }

    private void before() {
        taken++;
        if (taken == step && !after) {
            fault.run();
        }
    }

    private void afterwards() {
        if (taken == step && after) {
            fault.run();
        }
    }

    private <T> T wrap(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(Faults.class.getClassLoader(), new Class<?>[] {type}, handler(real)));
    }

    private InvocationHandler handler(Object real) {
        return (proxy, method, arguments) -> {
            boolean counts = STEPS.contains(method.getName());
            if (counts) {
                before();
            }
            Object result = invoke(real, method, arguments);
            if (counts) {
                afterwards();
            }
            if (result instanceof Connection connection) {
                return wrap(Connection.class, connection);
            }
            if (result instanceof PreparedStatement statement) {
                return wrap(PreparedStatement.class, statement);
            }
            return result instanceof Statement statement ? wrap(Statement.class, statement) : result;
        };
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    /** The connection breaks. */
    static Runnable brokenConnection() {
        return () -> {
            throw new Broken(new SQLException("the connection broke"));
        };
    }

    /** What a broken step throws. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(Throwable cause) {
            super(cause);
        }
    }
}
