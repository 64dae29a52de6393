package io.countersign.registry.control;

import io.countersign.tracking.Lineage;
import io.countersign.tracking.LineageNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the edges that were asked for, {@code from -> to}. */
public final class RecordedLineage implements Lineage {
    public final List<String> edges = new CopyOnWriteArrayList<>();

    @Override
    public void link(LineageNode from, LineageNode to) {
        edges.add(from + " -> " + to);
    }

    @Override
    public void describe(LineageNode node, String label) {
        edges.add(node + " is " + label);
    }

    @Override
    public void renamed(LineageNode was, LineageNode is) {
        edges.add(was + " => " + is);
    }
}
