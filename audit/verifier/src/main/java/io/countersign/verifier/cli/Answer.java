package io.countersign.verifier.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How the commands answer: one line for people or one JSON object for programs, and an exit code. */
final class Answer {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Answers with a JSON object.")
    private boolean json;

    /** Work that may find its input unreadable. */
    @FunctionalInterface
    interface Work {
        int exitCode() throws IOException;
    }

    int of(Work work) {
        try {
            return work.exitCode();
        } catch (WrongUsage wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        } catch (IOException | IllegalArgumentException unreadable) {
            spec.commandLine().getErr().println("Cannot verify: " + reason(unreadable));
            return CountersignVerify.UNREADABLE;
        }
    }

    /**
     * @param sound whether all is as signed
     * @param message one line for people
     * @param object what programs get
     */
    int verdict(boolean sound, String message, Object object) {
        if (json) {
            print(object);
        } else {
            spec.commandLine().getOut().println((sound ? "OK: " : "NOT AS SIGNED: ") + message);
        }
        return sound ? CountersignVerify.AS_SIGNED : CountersignVerify.NOT_AS_SIGNED;
    }

    /** One line of JSON. */
    void print(Object object) {
        try {
            spec.commandLine().getOut().println(JSON.writeValueAsString(object));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    boolean isForPrograms() {
        return json;
    }

    private static String reason(Exception unreadable) {
        return unreadable instanceof NoSuchFileException
                ? "there is no file " + unreadable.getMessage()
                : String.valueOf(unreadable.getMessage());
    }
}
