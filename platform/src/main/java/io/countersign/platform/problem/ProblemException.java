package io.countersign.platform.problem;

import java.util.Map;

/**
 * A request that cannot be served, in the domain's words. The boundary turns it into {@code application/problem+json} on
 * the product's own API and into MLflow's {@code {error_code, message}} on the MLflow API.
 *
 * <p>Marked for rollback: a business transaction that ends with it leaves nothing behind (Jakarta Transactions rolls back
 * on unchecked exceptions).
 */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient Map<String, Object> details;

    /**
     * @param type the kind of problem
     * @param detail what is wrong this time, for people; safe to show to the caller
     */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /**
     * @param type the kind of problem
     * @param detail what is wrong this time, for people; safe to show to the caller
     * @param details extension members for programs (RFC 9457, section 3.2), JSON-serialisable values
     */
    public ProblemException(ProblemType type, String detail, Map<String, Object> details) {
        super(detail);
        this.type = type;
        this.details = Map.copyOf(details);
    }

    public ProblemType type() {
        return type;
    }

    /** The text for the caller. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> details() {
        return details;
    }

    public static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID, detail);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(ProblemType.NOT_FOUND, detail);
    }

    public static ProblemException conflict(String detail) {
        return new ProblemException(ProblemType.CONFLICT, detail);
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemType.FORBIDDEN, detail);
    }
}
