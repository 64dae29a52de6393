package io.countersign.identity.people;

import io.countersign.platform.actor.Role;
import java.util.List;

/**
 * What everybody who works here may know of a person: enough to hand on a task or to name an owner.
 *
 * @param subject identifier to name them by
 * @param name printed name
 * @param roles as their last token said
 */
record Colleague(String subject, String name, List<String> roles) {

    static Colleague from(Person person) {
        return new Colleague(
                person.subject(),
                person.name(),
                person.roles().stream().map(Role::wireName).toList());
    }
}
