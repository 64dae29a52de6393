package io.countersign.samples.demo;

import io.countersign.samples.client.CallFailed;
import io.countersign.samples.client.LoggedModel;
import io.countersign.samples.client.ModelRegistry;
import io.countersign.samples.client.Promotion;
import io.countersign.samples.client.Promotion.RequiredSignOff;
import io.countersign.samples.client.Promotions;
import io.countersign.samples.client.Session;
import io.countersign.samples.client.StageAnswer;
import java.util.List;
import java.util.function.Consumer;

/** Versions and promotions of the demonstration. Each step looks first whether a former call has taken it. */
final class Governance {

    static final String PRODUCTION = "Production";
    static final String STAGING = "Staging";

    private final People people;
    private final Consumer<String> progress;

    Governance(People people, Consumer<String> progress) {
        this.people = people;
        this.progress = progress;
    }

    /** Registers a model as a version, as an engineer; answers the version's number. */
    int register(String engineer, String name, String description, LoggedModel model) {
        ModelRegistry registry = new ModelRegistry(people.as(engineer));
        registry.ensureModel(name, description);
        return registry.versionOf(name, model.run()).orElseGet(() -> {
            String what = model.trained().plan().name();
            int version = registry.createVersion(name, model.run(), what);
            progress.accept(name + " version " + version + " registered by " + engineer + ": " + what);
            return version;
        });
    }

    /** Asks for Production as a stock client does, unless it was asked for; answers the promotion. */
    Promotion askForProduction(String engineer, String model, int version) {
        Session session = people.as(engineer);
        Promotions promotions = new Promotions(session);
        return promotions.newest(model, version, PRODUCTION).orElseGet(() -> {
            StageAnswer answer = new ModelRegistry(session).transition(model, version, PRODUCTION);
            progress.accept(model + " version " + version + ", asked for " + PRODUCTION + " by " + engineer + ": "
                    + answer.outcome());
            return promotions
                    .newest(model, version, PRODUCTION)
                    .orElseThrow(() -> new CallFailed(
                            0,
                            "No promotion was opened for " + model + " version " + version + ": " + answer.message()));
        });
    }

    /** Asks for Production in Countersign's own API, with a reason, unless it was asked for. */
    Promotion askForProduction(String user, String model, int version, String rationale) {
        Promotions promotions = new Promotions(people.as(user));
        return promotions.newest(model, version, PRODUCTION).orElseGet(() -> {
            Promotion promotion = promotions.request(model, version, PRODUCTION, rationale);
            progress.accept(model + " version " + version + ", asked for " + PRODUCTION + " by " + user + ": "
                    + promotion.state());
            return promotion;
        });
    }

    /** Has everybody sign whose signature is missing, until the promotion is decided. */
    Promotion approve(Promotion promotion, String comment) {
        Promotion now = promotion;
        while (now.isOpen()) {
            RequiredSignOff missing = now.requiredSignOffs().stream()
                    .filter(required -> required.given() < required.count())
                    .findFirst()
                    .orElseThrow(() -> new CallFailed(
                            0, "Promotion " + promotion.id() + " is open, and nobody's signature is missing"));
            List<String> holders = People.holding(missing.role());
            if (missing.given() >= holders.size()) {
                throw new CallFailed(0, "No demo account is left to sign as " + missing.role());
            }
            now = sign(now, holders.get(missing.given()), missing.role(), missing.meaning(), comment);
        }
        return now;
    }

    /** Has one user turn the promotion down, if it is still open. */
    Promotion reject(Promotion promotion, String user, String role, String comment) {
        return promotion.isOpen() ? sign(promotion, user, role, "rejected", comment) : promotion;
    }

    /** Moves a version to an unguarded stage, unless it is there. */
    void move(String engineer, String model, int version, String stage) {
        ModelRegistry registry = new ModelRegistry(people.as(engineer));
        if (!registry.stage(model, version).equals(stage)) {
            StageAnswer answer = registry.transition(model, version, stage);
            progress.accept(model + " version " + version + " to " + stage + ": " + answer.outcome());
        }
    }

    private Promotion sign(Promotion promotion, String user, String role, String meaning, String comment) {
        Promotion after = new Promotions(people.as(user)).sign(promotion.id(), role, meaning, comment);
        progress.accept(promotion.model() + " version " + promotion.version() + ", " + meaning + " by " + user + ": "
                + after.state());
        return after;
    }
}
