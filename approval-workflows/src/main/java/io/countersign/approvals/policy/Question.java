package io.countersign.approvals.policy;

/**
 * What a policy is asked about.
 *
 * @param tier risk tier of the model, 1 to 4
 * @param target canonical name of the stage; {@code @champion} for an alias
 * @param request {@code promotion}, {@code rollback}, {@code emergency}, {@code retrospective}, {@code waiver}
 */
public record Question(int tier, String target, String request) {
    /** Stands for all aliases that the tables do not name. */
    private static final String ANY_ALIAS = "@*";

    /** The same about something else. */
    public Question of(String otherRequest) {
        return new Question(tier, target, otherRequest);
    }

    public boolean namesAlias() {
        return target.startsWith("@");
    }

    /** The same about any alias. */
    public Question anyAlias() {
        return new Question(tier, ANY_ALIAS, request);
    }
}
