package io.countersign.tracking;

/**
 * What other modules add to the lineage graph. All methods need the caller's transaction and can be repeated without harm;
 * none of them audits: the caller's own entry tells of the act.
 *
 * <p>Datasets, jobs, runs and logged models appear in the graph by themselves.
 */
public interface Lineage {

    /**
     * What {@code from} is went into {@code to}: a run into a model version, a model version into a deployment. Unknown
     * nodes are made.
     *
     * @throws jakarta.transaction.TransactionalException when there is no transaction
     */
    void link(LineageNode from, LineageNode to);

    /** How people should see the node: a text of one line beside its id. */
    void describe(LineageNode node, String label);

    /**
     * The node goes by another id from now on, with all its edges. Nothing happens when {@code was} is unknown; when {@code is}
     * is known already, the edges of both are joined.
     */
    void renamed(LineageNode was, LineageNode is);
}
