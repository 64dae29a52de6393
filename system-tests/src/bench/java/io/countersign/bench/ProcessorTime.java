package io.countersign.bench;

import java.time.Duration;
import java.util.function.Predicate;

/** Processor time that the running server and its database have used, by what the operating system counts for processes. */
record ProcessorTime(Duration server, Duration database) {
    static final ProcessorTime NONE = new ProcessorTime(Duration.ZERO, Duration.ZERO);

    static ProcessorTime used() {
        return new ProcessorTime(
                of(command -> command.contains("jboss.home.dir")),
                of(command -> command.contains("bin/postgres ") || command.startsWith("postgres: ")));
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(server.minus(before.server), database.minus(before.database));
    }

    ProcessorTime plus(ProcessorTime other) {
        return new ProcessorTime(server.plus(other.server), database.plus(other.database));
    }

    private static Duration of(Predicate<String> program) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> program.test(process.info().commandLine().orElse("")))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
