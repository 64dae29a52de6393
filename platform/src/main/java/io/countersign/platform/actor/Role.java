package io.countersign.platform.actor;

import java.util.Arrays;
import java.util.Optional;

/** The realm roles of the product. The token decides who holds them, never a user search in the identity provider. */
public enum Role {
    ENGINEER(Names.ENGINEER),
    VALIDATOR(Names.VALIDATOR),
    RISK_APPROVER(Names.RISK_APPROVER),
    MODEL_OWNER(Names.MODEL_OWNER),
    DEPLOYER(Names.DEPLOYER),
    AUDITOR(Names.AUDITOR),
    ADMIN(Names.ADMIN);

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /** The name in tokens and in {@code @RolesAllowed}. */
    public String wireName() {
        return wireName;
    }

    /** The role of that name; empty for a name that means nothing here (tokens carry others' roles too). */
    public static Optional<Role> named(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst();
    }

    /** The names as constants, for annotations. */
    public static final class Names {
        public static final String ENGINEER = "engineer";
        public static final String VALIDATOR = "validator";
        public static final String RISK_APPROVER = "risk-approver";
        public static final String MODEL_OWNER = "model-owner";
        public static final String DEPLOYER = "deployer";
        public static final String AUDITOR = "auditor";
        public static final String ADMIN = "admin";

        private Names() {}
    }
}
