package io.countersign.registry.control;

import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.entity.ProtectedAlias;
import io.countersign.registry.entity.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The stages and protected aliases of this installation. */
@ApplicationScoped
public class Stages {
    @PersistenceContext(unitName = "registry")
    EntityManager entities;

    /** The stage of that name, in any case. @throws ProblemException (invalid) when there is none */
    public Stage named(String name) {
        Stage exact = name.indexOf('\0') < 0 ? entities.find(Stage.class, name) : null;
        return exact == null ? inAnyCase(name) : exact;
    }

    private Stage inAnyCase(String name) {
        List<Stage> all = all();
        return all.stream()
                .filter(stage -> stage.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("Invalid Model Version stage: " + name
                        + ". Value must be one of "
                        + all.stream().map(Stage::name).collect(Collectors.joining(", ")) + "."));
    }

    /** All stages in their order. */
    public List<Stage> all() {
        return entities.createQuery("select s from Stage s order by s.position", Stage.class)
                .getResultList();
    }

    /** Whether an alias moves only through a request. */
    public boolean protectsAlias(String alias) {
        return entities.find(ProtectedAlias.class, alias.toLowerCase(Locale.ROOT)) != null;
    }
}
