package io.countersign.samples.training;

import io.countersign.samples.data.Applicant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A group of applicants for which measures are reported by themselves.
 *
 * @param name {@code attribute:value}, the last part of a metric's name
 * @param holds who belongs to it
 */
public record Slice(String name, Predicate<Applicant> holds) {

    /** Age, sex and origin, the grounds on which a lender may not discriminate. */
    public static final List<Slice> PROTECTED = List.of(
            new Slice("age:under_25", a -> a.number("Age") < 25),
            new Slice("age:25_to_60", a -> a.number("Age") >= 25 && a.number("Age") <= 60),
            new Slice("age:over_60", a -> a.number("Age") > 60),
            new Slice("sex:female", a -> a.value("Personal").startsWith("Female")),
            new Slice("sex:male", a -> a.value("Personal").startsWith("Male")),
            new Slice("foreign_worker:yes", a -> a.number("ForeignWorker") == 1),
            new Slice("foreign_worker:no", a -> a.number("ForeignWorker") == 0));

    /** Positions of those who belong to it. */
    int[] positions(List<Applicant> applicants) {
        return IntStream.range(0, applicants.size())
                .filter(i -> holds.test(applicants.get(i)))
                .toArray();
    }
}
