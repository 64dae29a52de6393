package io.countersign.systemtests.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The enterprise archive that the build made, with one web archive of tests added. */
final class ApplicationWithTests {
    private static final String DESCRIPTOR = "META-INF/application.xml";
    private static final String ARCHIVE = "ear/application/target/countersign.ear";
    private static final String BEANS = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;

    private ApplicationWithTests() {}

    static EnterpriseArchive of(Class<?>... classes) {
        Path checkout = Path.of(System.getProperty("countersign.checkout"));
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(
                EnterpriseArchive.class, checkout.resolve(ARCHIVE).toFile());
        WebArchive tests = ShrinkWrap.create(WebArchive.class, "tests.war")
                .addClasses(classes)
                .addAsLibrary(jarOf(Assertions.class).toFile())
                .addAsWebInfResource(new StringAsset(BEANS), "beans.xml");
        StringAsset descriptor = new StringAsset(text(ear).replace("<library-directory>", """
                <module><web><web-uri>tests.war</web-uri><context-root>/tests</context-root></web></module>
                <library-directory>"""));
        ear.delete(DESCRIPTOR);
        return ear.addAsManifestResource(descriptor, "application.xml").addAsModule(Testable.archiveToTest(tests));
    }

    /** The same with beans in an EJB jar of their own, where the modules see them as they see each other. */
    static EnterpriseArchive withModule(EnterpriseArchive ear, Class<?>... beans) {
        JavaArchive module = ShrinkWrap.create(JavaArchive.class, "test-module.jar")
                .addClasses(beans)
                .addAsManifestResource(new StringAsset(BEANS), "beans.xml");
        StringAsset descriptor = new StringAsset(text(ear).replace("<library-directory>", """
                <module><ejb>test-module.jar</ejb></module>
                <library-directory>"""));
        ear.delete(DESCRIPTOR);
        return ear.addAsManifestResource(descriptor, "application.xml").addAsModule(module);
    }

    private static String text(EnterpriseArchive ear) {
        try (InputStream in = ear.get(DESCRIPTOR).getAsset().openStream()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
