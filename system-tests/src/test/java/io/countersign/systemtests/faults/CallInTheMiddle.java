package io.countersign.systemtests.faults;

import static org.awaitility.Awaitility.await;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Holds transactions up where a test wants them: everybody who writes the engine's history of steps waits for this one. */
final class CallInTheMiddle implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HISTORY = "camunda.act_hi_actinst";

    private final Connection holder;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Future<Api.Answer>> calls = new ArrayList<>();

    CallInTheMiddle(Countersign countersign) throws SQLException {
        holder = countersign.database();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("LOCK TABLE " + HISTORY + " IN SHARE MODE");
        }
    }

    /** Begins the call; it comes as far as the held table. */
    void begin(Supplier<Api.Answer> call) {
        calls.add(callers.submit(call::get));
    }

    /** Until that many transactions stand still in the middle. */
    void awaitStanding(int transactions) {
        await("transactions stand still").atMost(PATIENCE).until(this::standing, Predicate.isEqual((long)
                transactions));
    }

    private long standing() throws SQLException {
        try (Statement statement = holder.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '" + HISTORY + "'::regclass")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How many of the calls got an answer; the others were cut off. */
    long answered() throws InterruptedException {
        long answered = 0;
        for (Future<Api.Answer> call : calls) {
            try {
                call.get();
                answered++;
            } catch (ExecutionException cut) {
                System.out.println("Cut off: " + cut.getCause());
            }
        }
        return answered;
    }

    @Override
    public void close() throws SQLException {
        holder.rollback();
        holder.close();
        callers.shutdown();
    }
}
