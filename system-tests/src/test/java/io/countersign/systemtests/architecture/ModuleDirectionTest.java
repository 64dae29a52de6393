package io.countersign.systemtests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;

/** Who may lean on whom, as docs/architecture.md draws it: downwards only. */
@AnalyzeClasses(packages = "io.countersign", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDirectionTest {
    private static final String BASE = "io.countersign.";

    /** Module to the modules whose root package it may import; the three at the bottom are open as a whole. */
    private static final Map<String, List<String>> MAY_LEAN_ON = Map.of(
            "platform", List.of(),
            "verifier", List.of(),
            "audit", List.of("platform"),
            "ledger", List.of("platform", "audit", "verifier"),
            "delivery", List.of("platform", "audit"),
            "reports", List.of("platform", "audit"),
            "identity", List.of("platform", "audit"),
            "tracking", List.of("platform", "audit", "verifier"),
            "registry", List.of("platform", "audit", "tracking"),
            "approvals", List.of("platform", "audit", "tracking", "registry"));

    private static final List<String> OPEN_AS_A_WHOLE = List.of("platform", "audit", "verifier");

    @ArchTest
    static final ArchRule platformLeansOnNobody = leansOnlyOnItsOwn("platform");

    @ArchTest
    static final ArchRule verifierStandsAlone = leansOnlyOnItsOwn("verifier");

    @ArchTest
    static final ArchRule auditApiLeansOnPlatform = leansOnlyOnItsOwn("audit");

    @ArchTest
    static final ArchRule ledgerDirection = leansOnlyOnItsOwn("ledger");

    @ArchTest
    static final ArchRule deliveryDirection = leansOnlyOnItsOwn("delivery");

    @ArchTest
    static final ArchRule reportsDirection = leansOnlyOnItsOwn("reports");

    @ArchTest
    static final ArchRule identityDirection = leansOnlyOnItsOwn("identity");

    @ArchTest
    static final ArchRule trackingDirection = leansOnlyOnItsOwn("tracking");

    @ArchTest
    static final ArchRule registryDirection = leansOnlyOnItsOwn("registry");

    @ArchTest
    static final ArchRule approvalsDirection = leansOnlyOnItsOwn("approvals");

    @ArchTest
    static final ArchRule verifierIsPlainJavaSe = noClasses()
            .that()
            .resideInAPackage("io.countersign.verifier..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.hibernate..", "org.jboss..", "javax.sql..", "java.sql..");

    @ArchTest
    static final ArchRule camundaStaysBehindOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.countersign.approvals.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule namesSayAResponsibility =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)$");

    @ArchTest
    static final ArchRule entitiesStayOffTheWire = noClasses()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "com.fasterxml.jackson..");

    private static ArchRule leansOnlyOnItsOwn(String module) {
        return noClasses()
                .that()
                .resideInAPackage(BASE + module + "..")
                .should()
                .dependOnClassesThat(forbiddenFor(module));
    }

    private static DescribedPredicate<JavaClass> forbiddenFor(String module) {
        return describe("belong to a module that " + module + " may not lean on, or to the inside of one", type -> {
            String name = type.getPackageName();
            if (!name.startsWith(BASE) || name.equals(BASE + module) || name.startsWith(BASE + module + ".")) {
                return false;
            }
            return MAY_LEAN_ON.getOrDefault(module, List.of()).stream().noneMatch(allowed -> opens(allowed, name));
        });
    }

    private static boolean opens(String allowed, String packageName) {
        String root = BASE + allowed;
        return packageName.equals(root) || (OPEN_AS_A_WHOLE.contains(allowed) && packageName.startsWith(root + "."));
    }
}
