package io.countersign.registry.card;

import io.countersign.registry.card.ModelCard.Item;
import io.countersign.registry.card.ModelCard.Section;
import io.countersign.registry.inventory.Holder;
import io.countersign.registry.inventory.InventoryFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Composes a model card from what is known and what people filled in, and says of each item which it is. */
final class CardComposer {
    private CardComposer() {}

    static ModelCard compose(VersionFacts.Facts facts, ModelDescription description) {
        return new ModelCard(
                facts.id().model(),
                facts.id().version(),
                List.of(
                        identity(facts, description),
                        purpose(facts),
                        interfaces(description),
                        data(facts),
                        performance(facts),
                        governance(facts)));
    }

    private static Section identity(VersionFacts.Facts facts, ModelDescription description) {
        return new Section(
                "identity",
                "Identity",
                List.of(
                        Item.known("stage", facts.stage(), "registry"),
                        Item.known("registeredAt", facts.registeredAt().toString(), "registry"),
                        Item.known("registeredBy", facts.registeredByName(), "registry"),
                        Item.known(
                                "rootDigest",
                                facts.binding()
                                        .map(binding -> binding.manifest().rootDigest())
                                        .orElse(""),
                                "registry"),
                        Item.known("run", text(facts.run().get("id")), "run"),
                        Item.known(
                                "flavors",
                                String.join(", ", description.flavors().keySet()),
                                "MLmodel"),
                        Item.entered("description", facts.description(), "registry"),
                        Item.entered("modelDescription", facts.modelDescription(), "registry"),
                        Item.entered("owner", name(facts.inventory().owner()), "inventory"),
                        Item.entered("developer", name(facts.inventory().developer()), "inventory"),
                        Item.entered("businessLine", text(facts.inventory().businessLine()), "inventory")));
    }

    private static Section purpose(VersionFacts.Facts facts) {
        InventoryFields entry = facts.inventory();
        List<Item> items = new ArrayList<>(List.of(
                Item.entered("purpose", text(entry.purpose()), "inventory"),
                Item.entered("intendedUse", text(entry.intendedUse()), "inventory"),
                Item.entered("prohibitedUse", text(entry.prohibitedUse()), "inventory"),
                Item.entered("users", text(entry.users()), "inventory"),
                Item.entered("decisionsAffected", text(entry.decisionsAffected()), "inventory"),
                Item.entered("limitations", text(entry.limitations()), "inventory")));
        form(facts, "purpose", items);
        return new Section("purpose", "Purpose and limits", items);
    }

    private static Section interfaces(ModelDescription description) {
        return new Section(
                "interface",
                "Inputs and outputs",
                List.of(
                        Item.known("inputs", columns(description.inputs()), "MLmodel"),
                        Item.known("outputs", columns(description.outputs()), "MLmodel"),
                        Item.known("params", columns(description.params()), "MLmodel"),
                        Item.known("requirements", String.join("\n", description.requirements()), "MLmodel")));
    }

    private static Section data(VersionFacts.Facts facts) {
        List<Item> items = new ArrayList<>();
        items.add(Item.known("datasets", Listed.datasets(facts.run().get("datasets")), "run"));
        form(facts, "data-quality", items);
        return new Section("data", "Data", items);
    }

    private static Section performance(VersionFacts.Facts facts) {
        List<Item> items = new ArrayList<>();
        items.add(Item.known("metrics", Listed.pairs(facts.run().get("metrics")), "run"));
        items.add(Item.known("params", Listed.pairs(facts.run().get("params")), "run"));
        items.add(Item.known("policyResults", Listed.thresholds(facts.policy()), "policy"));
        form(facts, "independent-validation", items);
        form(facts, "monitoring-plan", items);
        return new Section("performance", "Performance and validation", items);
    }

    private static Section governance(VersionFacts.Facts facts) {
        List<Item> items = new ArrayList<>();
        items.add(Item.known("tier", Integer.toString(facts.tier()), "inventory"));
        items.add(Item.entered("regulations", joined(facts.inventory().regulations()), "inventory"));
        items.add(Item.entered("dependencies", joined(facts.inventory().dependencies()), "inventory"));
        items.add(Item.entered("nextRevalidation", text(facts.inventory().nextRevalidation()), "inventory"));
        items.add(Item.entered("validator", name(facts.inventory().validator()), "inventory"));
        form(facts, "risks-and-controls", items);
        form(facts, "oversight", items);
        form(facts, "standards", items);
        return new Section("governance", "Risk, oversight and standards", items);
    }

    private static void form(VersionFacts.Facts facts, String section, List<Item> items) {
        Map<String, String> answers = facts.forms().get(section);
        if (answers == null) {
            items.add(Item.entered(section, "", "form:" + section));
        } else {
            answers.forEach((question, answer) -> items.add(Item.entered(question, answer, "form:" + section)));
        }
    }

    private static String columns(List<ModelDescription.Column> columns) {
        return columns.stream()
                .map(column -> column.name().isEmpty() ? column.type() : column.name() + ": " + column.type())
                .collect(Collectors.joining("\n"));
    }

    private static String joined(@Nullable List<String> items) {
        return items == null ? "" : String.join("; ", items);
    }

    private static String name(@Nullable Holder holder) {
        return holder == null ? "" : holder.name().isEmpty() ? holder.subject() : holder.name();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
