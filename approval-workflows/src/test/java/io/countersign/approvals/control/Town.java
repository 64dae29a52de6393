package io.countersign.approvals.control;

import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.entity.Task;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TargetKind;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.ModelVersions;
import io.countersign.registry.control.RegisteredModels;
import io.countersign.registry.control.Registration;
import io.countersign.tracking.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** People of a bank and what they do, as calls of the use cases in a {@link House}. */
final class Town {
    static final Actor ERIN = Actors.person("erin", Role.ENGINEER);
    static final Actor DAN = Actors.person("dan", Role.ENGINEER);
    static final Actor GREG = Actors.person("greg", Role.ENGINEER);
    static final Actor VERA = Actors.person("vera", Role.VALIDATOR);
    static final Actor RITA = Actors.person("rita", Role.RISK_APPROVER);
    static final Actor ROLF = Actors.person("rolf", Role.RISK_APPROVER);
    static final Actor RHEA = Actors.person("rhea", Role.RISK_APPROVER);
    static final Actor OLGA = Actors.person("olga", Role.MODEL_OWNER);
    static final Map<String, Double> GOOD =
            Map.of("test/auc", 0.78, "test/ks", 0.42, "test/brier", 0.17, "test/auc/age:under_25", 0.72);

    final House house;

    Town(House house) {
        this.house = house;
    }

    /** A new model with one good version, trained by dan and registered by greg. */
    VersionId model(String name) {
        return version(empty(name), GOOD);
    }

    /** A new model without a version; its name. */
    String empty(String name) {
        house.get(RegisteredModels.class).create(name, "", Map.of(), GREG);
        return name;
    }

    VersionId version(String model, Map<String, Double> metrics) {
        return version(model, house.runs.run("dan", metrics), GREG);
    }

    /** A new model with one version by a pipeline. */
    VersionId byPipeline(String model) {
        return version(
                empty(model), house.runs.run("dan", Actor.Kind.SERVICE_ACCOUNT, Set.of(Role.DEPLOYER), GOOD), GREG);
    }

    VersionId version(String model, RunId run, Actor registrar) {
        return house.transactions.required(() -> house.get(ModelVersions.class)
                .register(new Registration(model, "runs:/" + run + "/model", run, null, "", "", Map.of()), registrar)
                .id());
    }

    static TransitionIntent toProduction(VersionId version) {
        return new TransitionIntent(version, "Production", true, "better");
    }

    static TransitionIntent champion(VersionId version) {
        return new TransitionIntent(version, TargetKind.ALIAS, "champion", false, "better");
    }

    UUID ask(VersionId version) {
        return open(Asking.promotion(toProduction(version)), ERIN).id();
    }

    UUID ask(RequestKind kind, VersionId version) {
        return open(new Asking(kind, toProduction(version), List.of(), List.of()), ERIN)
                .id();
    }

    OpenedPromotion open(Asking asking, Actor actor) {
        return house.get(OpenPromotion.class).open(asking, actor);
    }

    EntryId sign(UUID request, String meaning, Actor signer) {
        return house.get(SignOffs.class)
                .give(request, new SignOffIntent(meaning, "seen", digest(request), null), signer);
    }

    String digest(UUID request) {
        return promotion(request).frozen().digest();
    }

    Promotion promotion(UUID request) {
        return house.get(PromotionFiles.class).get(request).promotion();
    }

    String state(UUID request) {
        return promotion(request).state().wireName();
    }

    List<Task> tasks(UUID request) {
        return house.transactions.required(() -> house.get(TaskBook.class).of(request));
    }

    String stage(VersionId version) {
        return house.rows("SELECT v.stage FROM registry.model_version v JOIN registry.registered_model m ON m.id ="
                        + " v.model_id WHERE m.name ="
                        + " '" + version.model() + "' AND v.number = " + version.version())
                .get(0);
    }

    List<String> alias(String model, String alias) {
        return house.rows(
                "SELECT a.version FROM registry.model_alias a JOIN registry.registered_model m ON m.id = a.model_id"
                        + " WHERE m.name = '" + model + "' AND a.alias = '" + alias + "'");
    }

    Approval approval(UUID request) {
        return house.transactions.required(
                () -> house.get(Approvals.class).find(request).orElseThrow());
    }

    /** Has the people be known, as their first call makes them. */
    void seen(Actor... people) {
        for (Actor person : people) {
            house.transactions.required(() -> {
                house.get(People.class).seen(person);
                return null;
            });
        }
    }

    /** The good numbers with one of them replaced. */
    static Map<String, Double> with(String metric, double value) {
        Map<String, Double> metrics = new HashMap<>(GOOD);
        metrics.put(metric, value);
        return metrics;
    }

    /** The slug of the problem that a call ends with; empty when it succeeds. */
    static String slug(Runnable call) {
        try {
            call.run();
            return "";
        } catch (ProblemException refused) {
            return refused.type().slug();
        }
    }
}
