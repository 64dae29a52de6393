package io.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
    static class Undeclared {
        public void call() {}

        @PermitAll
        public void open() {}
    }

    @RolesAllowed("auditor")
    static class ForAuditors {
        public void call() {}

        @Authenticated
        public void anybody() {}
    }

    @Test
    void undeclaredEndpointHasNoAccess() throws NoSuchMethodException {
        assertThat(access(Undeclared.class, "call")).isEmpty();
    }

    @Test
    void methodIsOpenOnlyWhenItSaysSo() throws NoSuchMethodException {
        assertThat(access(Undeclared.class, "open")).contains(new Access(true, Set.of()));
    }

    @Test
    void classDeclarationHoldsForItsMethods() throws NoSuchMethodException {
        assertThat(access(ForAuditors.class, "call")).contains(new Access(false, Set.of("auditor")));
    }

    @Test
    void methodDeclarationWinsOverItsClass() throws NoSuchMethodException {
        assertThat(access(ForAuditors.class, "anybody")).contains(new Access(false, Set.of()));
    }

    private static Optional<Access> access(Class<?> type, String method) throws NoSuchMethodException {
        return Access.of(type, type.getMethod(method));
    }
}
