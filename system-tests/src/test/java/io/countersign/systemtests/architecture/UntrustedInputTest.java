package io.countersign.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;

/** What must not be done with input from outside, anywhere in the server. */
@AnalyzeClasses(packages = "io.countersign", importOptions = ImportOption.DoNotIncludeTests.class)
class UntrustedInputTest {
    /** Run by people on their own machine, with their own files. */
    private static final String[] PROGRAMS = {
        "io.countersign.ear.launcher..",
        "io.countersign.verifier..",
        "io.countersign.samples..",
        "io.countersign.bench.."
    };

    @ArchTest
    static final ArchRule nothingIsDeserialised = noClasses()
            .should()
            .dependOnClassesThat(
                    // SnakeYAML's SafeConstructor makes plain values; its Constructor makes whatever a document names.
                    named(Set.of(
                            "java.io.ObjectInputStream",
                            "java.beans.XMLDecoder",
                            "org.yaml.snakeyaml.constructor.Constructor")));

    @ArchTest
    static final ArchRule jsonNamesNoClasses = noClasses()
            .should()
            .callMethodWhere(calls(ObjectMapper.class, Set.of("enableDefaultTyping", "activateDefaultTyping")))
            .orShould()
            .dependOnClassesThat(named(Set.of("com.fasterxml.jackson.annotation.JsonTypeInfo$Id")))
            .because("a type that input chooses is a way to run code");

    @ArchTest
    static final ArchRule xmlIsParsedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(with("io.countersign.platform.xml.."))
            .should()
            .dependOnClassesThat(named(Set.of(
                    "javax.xml.parsers.DocumentBuilderFactory",
                    "javax.xml.parsers.SAXParserFactory",
                    "javax.xml.stream.XMLInputFactory",
                    "javax.xml.transform.TransformerFactory",
                    "javax.xml.validation.SchemaFactory",
                    "javax.xml.xpath.XPathFactory",
                    "org.xml.sax.XMLReader")));

    @ArchTest
    static final ArchRule noCodeFromData = noClasses()
            .that()
            .resideOutsideOfPackages(PROGRAMS)
            .should()
            .dependOnClassesThat(named(Set.of(
                    "javax.script.ScriptEngineManager",
                    "java.lang.ProcessBuilder",
                    "java.net.URLClassLoader",
                    "jakarta.el.ELProcessor",
                    "org.thymeleaf.templateresolver.StringTemplateResolver",
                    "org.thymeleaf.templateresolver.FileTemplateResolver",
                    "org.thymeleaf.templateresolver.UrlTemplateResolver")));

    @ArchTest
    static final ArchRule outsideIsCalledThroughOneDoor = noClasses()
            .that()
            .resideOutsideOfPackages(with("io.countersign.platform.http..", "io.countersign.ear.shell.."))
            .and()
            .haveSimpleNameNotStartingWith("Witness") // where the operator lets checkpoints be witnessed
            .and()
            .haveSimpleNameNotStartingWith("RemoteSinks")
            .should()
            .dependOnClassesThat(
                    named(Set.of("java.net.http.HttpClient", "java.net.HttpURLConnection", "java.net.Socket")))
            .because("OutboundHttp keeps addresses that people entered from leading inside");

    private static String[] with(String... packages) {
        return Stream.concat(Stream.of(PROGRAMS), Stream.of(packages)).toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> named(Set<String> names) {
        return DescribedPredicate.describe("are one of " + names, type -> names.contains(type.getName()));
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, Set<String> methods) {
        return DescribedPredicate.describe(
                "call " + methods,
                access -> access.getTargetOwner().isAssignableTo(owner) && methods.contains(access.getName()));
    }
}
