package io.countersign.approvals.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The persons who made and asked, and so may not sign: subjects with their printed names.
 *
 * @param requester who is responsible for the request
 * @param developer who is responsible for the run
 * @param registrar who is responsible for the registration
 * @param policyAuthor who proposed the policy that decides; empty for a shipped one
 */
@Embeddable
public record Involved(
        @Column(updatable = false) String requester,
        @Column(name = "requester_name", updatable = false) String requesterName,
        @Column(updatable = false) String developer,
        @Column(name = "developer_name", updatable = false) String developerName,
        @Column(updatable = false) String registrar,
        @Column(name = "registrar_name", updatable = false) String registrarName,
        @Column(name = "policy_author", updatable = false) String policyAuthor) {

    /** By a policy that no person here wrote. */
    public Involved(
            String requester,
            String requesterName,
            String developer,
            String developerName,
            String registrar,
            String registrarName) {
        this(requester, requesterName, developer, developerName, registrar, registrarName, "");
    }
}
