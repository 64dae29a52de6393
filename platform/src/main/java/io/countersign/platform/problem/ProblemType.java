package io.countersign.platform.problem;

/**
 * A kind of problem that callers can tell apart.
 *
 * @param slug stable identifier in kebab case, last segment of the {@code type} URI of RFC 9457
 * @param title one short sentence for people, the same for every occurrence
 * @param category what the boundary derives status codes from
 */
public record ProblemType(String slug, String title, Category category) {

    public static final ProblemType INVALID =
            new ProblemType("invalid-request", "The request is not valid", Category.INVALID);
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", "Authentication is required", Category.UNAUTHENTICATED);
    public static final ProblemType FORBIDDEN =
            new ProblemType("forbidden", "This is not allowed for you", Category.FORBIDDEN);
    public static final ProblemType NOT_FOUND =
            new ProblemType("not-found", "There is no such thing", Category.NOT_FOUND);
    public static final ProblemType CONFLICT =
            new ProblemType("conflict", "The request conflicts with the present state", Category.CONFLICT);
    public static final ProblemType TOO_LARGE =
            new ProblemType("too-large", "The request is too large", Category.TOO_LARGE);
    public static final ProblemType TOO_SLOW =
            new ProblemType("too-slow", "The request came too slowly", Category.TIMEOUT);
    public static final ProblemType TOO_MANY =
            new ProblemType("too-many-requests", "There were too many requests", Category.TOO_MANY);
    public static final ProblemType UNAVAILABLE =
            new ProblemType("unavailable", "This cannot be done at present", Category.UNAVAILABLE);
    public static final ProblemType NOT_IMPLEMENTED =
            new ProblemType("not-implemented", "This is not offered", Category.NOT_IMPLEMENTED);

    /** Families of problems. */
    public enum Category {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        NOT_ACCEPTABLE,
        CONFLICT,
        TOO_LARGE,
        TIMEOUT,
        UNSUPPORTED_TYPE,
        UNPROCESSABLE,
        TOO_MANY,
        INTERNAL,
        NOT_IMPLEMENTED,
        UNAVAILABLE
    }
}
