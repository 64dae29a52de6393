package io.countersign.ledger.control;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Connections that explain each query in place of answering it: with the same parameters, by the planner that would answer. */
final class Explaining {
    private Explaining() {}

    static DataSource of(DataSource real, Consumer<String> plans) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = invoke(real, method, arguments);
            return result instanceof Connection connection ? connection(connection, plans) : result;
        });
    }

    private static Connection connection(Connection real, Consumer<String> plans) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (!method.getName().equals("prepareStatement")) {
                return invoke(real, method, arguments);
            }
            arguments[0] = "EXPLAIN (ANALYZE, BUFFERS, SUMMARY OFF) " + arguments[0];
            return statement((PreparedStatement) invoke(real, method, arguments), plans);
        });
    }

    private static PreparedStatement statement(PreparedStatement real, Consumer<String> plans) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            Object result = invoke(real, method, arguments);
            if (result instanceof ResultSet rows) {
                StringBuilder lines = new StringBuilder();
                while (rows.next()) {
                    lines.append(rows.getString(1)).append('\n');
                }
                plans.accept(lines.toString());
            }
            return result;
        });
    }

    private static Object invoke(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Explaining.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
