package io.countersign.identity;

import io.countersign.identity.grants.GrantsResource;
import io.countersign.identity.keys.KeysResource;
import io.countersign.identity.people.DirectoryResource;
import io.countersign.identity.people.PeopleResource;
import io.countersign.identity.review.AccessReviewResource;
import java.util.Set;

/** What each shell's JAX-RS application registers of identity. */
public final class IdentityResources {
    private IdentityResources() {}

    public static Set<Class<?>> classes() {
        return Set.of(
                KeysResource.class,
                GrantsResource.class,
                PeopleResource.class,
                DirectoryResource.class,
                AccessReviewResource.class);
    }
}
