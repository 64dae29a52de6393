package io.countersign.approvals.engine;

import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.Question;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.Threshold;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.xml.ModelException;

/**
 * Decision tables on Camunda's DMN engine, from the published bytes themselves: no copy in a database could decide
 * otherwise. What was used last is kept.
 */
@ApplicationScoped
public class CamundaDecisionTables implements DecisionTables {
    private static final String THRESHOLDS = "thresholds";
    private static final String REQUIRED_SIGN_OFFS = "required-sign-offs";

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private final Map<String, Parsed> parsed = newestOf(50);

    /** The same bytes say the same to the same question, and the engine reads each cell anew whenever it is asked. */
    private final Map<Asked, List<Threshold>> thresholds = newestOf(1_000);

    private final Map<Asked, List<SignOffRule>> requiredSignOffs = newestOf(1_000);

    private record Parsed(DmnDecision thresholds, DmnDecision requiredSignOffs) {}

    private record Asked(String digest, Question question) {}

    private static <K, V> Map<K, V> newestOf(int most) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        });
    }

    @Override
    public void requireReadable(PolicyTables tables) {
        parsed(tables);
    }

    @Override
    public List<Threshold> thresholds(PolicyTables tables, Question question) {
        return kept(
                thresholds,
                new Asked(tables.digest(), question),
                () -> rows(parsed(tables).thresholds(), question).stream()
                        .map(PolicyRow::threshold)
                        .toList());
    }

    @Override
    public List<SignOffRule> requiredSignOffs(PolicyTables tables, Question question) {
        return kept(
                requiredSignOffs,
                new Asked(tables.digest(), question),
                () -> rows(parsed(tables).requiredSignOffs(), question).stream()
                        .map(PolicyRow::signOff)
                        .toList());
    }

    /** Found outside the map's lock: two that ask at once may both find it, and find the same. */
    private static <K, V> V kept(Map<K, V> known, K asked, Supplier<V> finding) {
        V found = known.get(asked);
        if (found == null) {
            found = finding.get();
            known.put(asked, found);
        }
        return found;
    }

    /** An alias that the table does not name is judged like any other alias. */
    private List<PolicyRow> rows(DmnDecision decision, Question question) {
        List<PolicyRow> rows = evaluate(decision, question);
        return rows.isEmpty() && question.namesAlias() ? evaluate(decision, question.anyAlias()) : rows;
    }

    private List<PolicyRow> evaluate(DmnDecision decision, Question question) {
        return engine
                .evaluateDecision(
                        decision,
                        Variables.createVariables()
                                .putValue("tier", question.tier())
                                .putValue("targetStage", question.target())
                                .putValue("request", question.request()))
                .stream()
                .map(PolicyRow::new)
                .toList();
    }

    private Parsed parsed(PolicyTables tables) {
        return kept(
                parsed,
                tables.digest(),
                () -> new Parsed(
                        parse(THRESHOLDS, tables.thresholds()), parse(REQUIRED_SIGN_OFFS, tables.requiredSignOffs())));
    }

    private DmnDecision parse(String key, byte[] file) {
        PolicyFiles.requireHarmless(file);
        try {
            return engine.parseDecision(key, new ByteArrayInputStream(file));
        } catch (DmnEngineException | ModelException unreadable) {
            throw new IllegalArgumentException("not the decision table " + key + " of a policy", unreadable);
        }
    }
}
