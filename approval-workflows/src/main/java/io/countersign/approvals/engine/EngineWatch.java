package io.countersign.approvals.engine;

import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** What operators see and do of the engine: failed jobs, versions of processes, and moving requests to another version. */
@ApplicationScoped
public class EngineWatch {

    @Inject
    CamundaEngine camunda;

    /**
     * A job that failed as often as it is tried, and stands still.
     *
     * @param id of the incident
     * @param process key of the process
     * @param requestId the request
     * @param step where it stands
     * @param message what went wrong last
     * @param at since when
     */
    public record Stuck(String id, String process, UUID requestId, String step, String message, Instant at) {}

    /** A version of a process, and how many requests run on it. */
    public record Version(String process, int version, long running) {}

    /**
     * The way of a request through its process.
     *
     * @param key of the process
     * @param version its version
     * @param bpmn the very version of the model that it runs on
     * @param active ids of the steps where it stands
     * @param passed ids of the steps that it has passed, in order
     */
    public record Picture(String key, int version, String bpmn, List<String> active, List<String> passed) {}

    /** Empty when no process ever ran for the request. */
    public Optional<Picture> picture(UUID requestId) {
        return camunda
                .engine()
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(requestId.toString())
                .orderByProcessInstanceStartTime()
                .desc()
                .list()
                .stream()
                .findFirst()
                .map(instance -> {
                    List<HistoricActivityInstance> steps = camunda.engine()
                            .getHistoryService()
                            .createHistoricActivityInstanceQuery()
                            .processInstanceId(instance.getId())
                            .orderPartiallyByOccurrence()
                            .asc()
                            .list();
                    return new Picture(
                            instance.getProcessDefinitionKey(),
                            instance.getProcessDefinitionVersion(),
                            model(instance.getProcessDefinitionId()),
                            ids(steps, step -> step.getEndTime() == null),
                            ids(steps, step -> step.getEndTime() != null && !step.isCanceled()));
                });
    }

    private static List<String> ids(List<HistoricActivityInstance> steps, Predicate<HistoricActivityInstance> wanted) {
        return steps.stream()
                .filter(wanted)
                .map(HistoricActivityInstance::getActivityId)
                .map(id -> id.replace("#multiInstanceBody", ""))
                .distinct()
                .toList();
    }

    private String model(String definition) {
        try (InputStream in = camunda.engine().getRepositoryService().getProcessModel(definition)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public List<Stuck> stuck(int atMost) {
        return camunda
                .engine()
                .getRuntimeService()
                .createIncidentQuery()
                .orderByIncidentTimestamp()
                .asc()
                .listPage(0, atMost)
                .stream()
                .map(this::stuck)
                .toList();
    }

    public long countStuck() {
        return camunda.engine().getRuntimeService().createIncidentQuery().count();
    }

    private Stuck stuck(Incident incident) {
        ProcessInstance instance = camunda.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(incident.getProcessInstanceId())
                .singleResult();
        return new Stuck(
                incident.getId(),
                definition(incident.getProcessDefinitionId()).getKey(),
                UUID.fromString(instance.getBusinessKey()),
                incident.getActivityId(),
                Optional.ofNullable(incident.getIncidentMessage()).orElse(""),
                incident.getIncidentTimestamp().toInstant());
    }

    /** Has the failed job tried again at once. @throws ProblemException (not found) when it no longer stands still */
    public Stuck retry(String incidentId) {
        Incident incident = camunda.engine()
                .getRuntimeService()
                .createIncidentQuery()
                .incidentId(incidentId)
                .singleResult();
        if (incident == null) {
            throw ProblemException.notFound("There is no incident " + incidentId);
        }
        Stuck stuck = stuck(incident);
        camunda.engine()
                .getManagementService()
                .setJobRetries(1)
                .jobId(incident.getConfiguration())
                .dueDate(ClockUtil.getCurrentTime())
                .execute();
        return stuck;
    }

    public List<Version> versions() {
        return camunda
                .engine()
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .orderByProcessDefinitionKey()
                .asc()
                .orderByProcessDefinitionVersion()
                .desc()
                .list()
                .stream()
                .map(definition -> new Version(
                        definition.getKey(),
                        definition.getVersion(),
                        camunda.engine()
                                .getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionId(definition.getId())
                                .count()))
                .toList();
    }

    /**
     * Moves all requests that run on one version of a process to another one.
     *
     * @return the requests that were moved
     * @throws ProblemException (not found) for an unknown version, (conflict) when their steps do not correspond
     */
    public List<UUID> migrate(String process, int from, int to) {
        ProcessDefinition source = version(process, from);
        ProcessDefinition target = version(process, to);
        List<ProcessInstance> running = camunda.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionId(source.getId())
                .list();
        if (running.isEmpty()) {
            return List.of();
        }
        try {
            MigrationPlan plan = camunda.engine()
                    .getRuntimeService()
                    .createMigrationPlan(source.getId(), target.getId())
                    .mapEqualActivities()
                    .build();
            camunda.engine()
                    .getRuntimeService()
                    .newMigration(plan)
                    .processInstanceIds(running.stream()
                            .map(ProcessInstance::getProcessInstanceId)
                            .toList())
                    .execute();
        } catch (ProcessEngineException unfit) {
            throw ProblemException.conflict("The requests cannot be moved: " + unfit.getMessage());
        }
        return running.stream()
                .map(instance -> UUID.fromString(instance.getBusinessKey()))
                .toList();
    }

    private ProcessDefinition version(String process, int version) {
        ProcessDefinition found = camunda.engine()
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .processDefinitionVersion(version)
                .singleResult();
        if (found == null) {
            throw ProblemException.notFound("There is no version " + version + " of the process " + process);
        }
        return found;
    }

    private ProcessDefinition definition(String id) {
        return camunda.engine().getRepositoryService().getProcessDefinition(id);
    }
}
