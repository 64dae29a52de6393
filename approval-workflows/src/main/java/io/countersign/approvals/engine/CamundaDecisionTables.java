package io.countersign.approvals.engine;

import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.Question;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.Threshold;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;

/** Decision tables on Camunda: a deployment for each policy, named by the digest of its bytes. */
@ApplicationScoped
public class CamundaDecisionTables implements DecisionTables {
    private static final String THRESHOLDS = "thresholds";
    private static final String REQUIRED_SIGN_OFFS = "required-sign-offs";

    @Inject
    CamundaEngine camunda;

    @Override
    public void deploy(PolicyTables tables) {
        PolicyFiles.requireHarmless(tables.thresholds());
        PolicyFiles.requireHarmless(tables.requiredSignOffs());
        try {
            Deployment deployment = repository()
                    .createDeployment()
                    .name(name(tables))
                    .enableDuplicateFiltering(true)
                    .addInputStream(file(THRESHOLDS), new ByteArrayInputStream(tables.thresholds()))
                    .addInputStream(file(REQUIRED_SIGN_OFFS), new ByteArrayInputStream(tables.requiredSignOffs()))
                    .deploy();
            definition(deployment.getId(), THRESHOLDS);
            definition(deployment.getId(), REQUIRED_SIGN_OFFS);
        } catch (ProcessEngineException unreadable) {
            throw new IllegalArgumentException("not the decision tables of a policy", unreadable);
        }
    }

    @Override
    public List<Threshold> thresholds(PolicyTables tables, Question question) {
        return rows(tables, THRESHOLDS, tables.thresholds(), question).stream()
                .map(PolicyRow::threshold)
                .toList();
    }

    @Override
    public List<SignOffRule> requiredSignOffs(PolicyTables tables, Question question) {
        return rows(tables, REQUIRED_SIGN_OFFS, tables.requiredSignOffs(), question).stream()
                .map(PolicyRow::signOff)
                .toList();
    }

    /** An alias that the table does not name is judged like any other alias. */
    private List<PolicyRow> rows(PolicyTables tables, String key, byte[] bytes, Question question) {
        List<PolicyRow> rows = evaluate(tables, key, bytes, question);
        return rows.isEmpty() && question.namesAlias() ? evaluate(tables, key, bytes, question.anyAlias()) : rows;
    }

    private List<PolicyRow> evaluate(PolicyTables tables, String key, byte[] bytes, Question question) {
        String deployment = deploymentOf(tables);
        requireSameBytes(deployment, key, bytes);
        return camunda
                .engine()
                .getDecisionService()
                .evaluateDecisionById(definition(deployment, key))
                .variables(Map.of(
                        "tier", question.tier(), "targetStage", question.target(), "request", question.request()))
                .evaluate()
                .stream()
                .map(PolicyRow::new)
                .toList();
    }

    private String deploymentOf(PolicyTables tables) {
        return repository()
                .createDeploymentQuery()
                .deploymentName(name(tables))
                .orderByDeploymentTime()
                .desc()
                .list()
                .stream()
                .findFirst()
                .map(Deployment::getId)
                .orElseThrow(() -> new IllegalStateException("no deployment of " + name(tables)));
    }

    /** The engine keeps a copy of its own in the database; a policy is decided by the published bytes or not at all. */
    private void requireSameBytes(String deployment, String key, byte[] published) {
        try (InputStream deployed = repository().getResourceAsStream(deployment, file(key))) {
            if (!Arrays.equals(deployed.readAllBytes(), published)) {
                throw new IllegalStateException("the engine's copy of " + file(key) + " is not the published one");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String definition(String deployment, String key) {
        var definition = repository()
                .createDecisionDefinitionQuery()
                .deploymentId(deployment)
                .decisionDefinitionKey(key)
                .decisionDefinitionResourceName(file(key))
                .singleResult();
        if (definition == null) {
            throw new IllegalArgumentException("the file " + file(key) + " does not define the decision " + key);
        }
        return definition.getId();
    }

    private RepositoryService repository() {
        return camunda.engine().getRepositoryService();
    }

    private static String name(PolicyTables tables) {
        return "policy " + tables.digest();
    }

    private static String file(String key) {
        return key + ".dmn";
    }
}
