package io.countersign.registry.control;

import io.countersign.registry.GivenSignOff;
import io.countersign.registry.RequiredSignOff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The required sign-offs, each with the given ones that fill it: the earliest first, lower rounds before higher ones. */
record SignOffPlaces(List<Place> places) {
    /** The identity provider's clock may be ahead by so much. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    SignOffPlaces {
        places = List.copyOf(places);
    }

    /** A required sign-off and what fills it, at most as many as it asks for. */
    record Place(RequiredSignOff required, List<GivenSignOff> given) {
        private int open() {
            return required.count() - given.size();
        }

        private Instant completed() {
            return given.stream()
                    .map(GivenSignOff::signedAt)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
        }

        private boolean fits(GivenSignOff signOff) {
            return signOff.role().equals(required.role()) && signOff.meaning().equals(required.meaning());
        }
    }

    static SignOffPlaces fill(List<RequiredSignOff> required, List<GivenSignOff> given) {
        List<GivenSignOff> left = new ArrayList<>(given.stream()
                .sorted(Comparator.comparing(GivenSignOff::signedAt))
                .toList());
        List<Place> places = new ArrayList<>();
        required.stream()
                .sorted(Comparator.comparingInt(RequiredSignOff::round))
                .forEach(one -> {
                    Place empty = new Place(one, List.of());
                    List<GivenSignOff> fitting =
                            left.stream().filter(empty::fits).limit(one.count()).toList();
                    left.removeAll(fitting);
                    places.add(new Place(one, fitting));
                });
        return new SignOffPlaces(places);
    }

    /** What is not there yet, for people. */
    Optional<String> missing() {
        return places.stream()
                .filter(place -> place.open() > 0)
                .collect(Collectors.groupingBy(
                        place -> "\"" + place.required().meaning() + "\" by "
                                + place.required().role(),
                        Collectors.summingInt(Place::open)))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " sign-off(s) " + entry.getKey())
                .sorted()
                .reduce((one, other) -> one + ", " + other);
    }

    /** A sign-off that was given before a lower round was complete. */
    Optional<String> outOfOrder() {
        return places.stream()
                .flatMap(lower -> places.stream()
                        .filter(higher ->
                                higher.required().round() > lower.required().round())
                        .flatMap(higher -> higher.given().stream())
                        .filter(given -> given.signedAt().isBefore(lower.completed()))
                        .map(given -> "sign-off " + given.entry() + " was given before round "
                                + lower.required().round() + " was complete"))
                .findFirst();
    }

    /** A sign-off that is older than it may be. */
    Optional<String> stale(Instant at) {
        return places.stream()
                .filter(place -> place.required().validityDays() > 0)
                .flatMap(place -> place.given().stream()
                        .filter(given -> given.signedAt()
                                .plus(Duration.ofDays(place.required().validityDays()))
                                .isBefore(at))
                        .map(given -> "sign-off " + given.entry() + " is older than "
                                + place.required().validityDays() + " days"))
                .findFirst();
    }

    /** A sign-off without the fresh authentication that it needs. */
    Optional<String> notSteppedUp() {
        return places.stream()
                .filter(place -> place.required().maxAuthenticationAgeSeconds() > 0)
                .flatMap(place -> place.given().stream()
                        .filter(given -> !fresh(given, place.required().maxAuthenticationAgeSeconds()))
                        .map(given -> "sign-off " + given.entry() + " lacks a fresh authentication"))
                .findFirst();
    }

    private static boolean fresh(GivenSignOff given, int maxAgeSeconds) {
        Instant at = given.steppedUpAt();
        return at != null
                && !at.isAfter(given.signedAt().plus(CLOCK_SKEW))
                && !at.plusSeconds(maxAgeSeconds).isBefore(given.signedAt());
    }
}
