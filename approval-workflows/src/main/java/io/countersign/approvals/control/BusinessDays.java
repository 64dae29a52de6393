package io.countersign.approvals.control;

import io.countersign.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts days on which people work: not Saturdays, Sundays, nor what {@code countersign.holidays} names. */
@ApplicationScoped
public class BusinessDays {
    @Inject
    Settings settings;

    /** The same time of day, so many business days later. */
    Instant after(Instant from, int days) {
        Set<LocalDate> holidays = holidays();
        ZonedDateTime at = from.atZone(zone());
        for (int left = days; left > 0; ) {
            at = at.plusDays(1);
            left -= works(at.toLocalDate(), holidays) ? 1 : 0;
        }
        return at.toInstant();
    }

    /** The day it is, where the people are. */
    LocalDate day(Instant at) {
        return at.atZone(zone()).toLocalDate();
    }

    private static boolean works(LocalDate day, Set<LocalDate> holidays) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }

    private Set<LocalDate> holidays() {
        return settings.text("countersign.holidays")
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(day -> !day.isEmpty())
                        .map(LocalDate::parse)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private ZoneId zone() {
        return ZoneId.of(settings.text("countersign.time.zone").orElse("UTC"));
    }
}
