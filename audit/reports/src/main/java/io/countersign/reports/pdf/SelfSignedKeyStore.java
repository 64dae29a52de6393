package io.countersign.reports.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key for an installation that was given none: ECDSA on P-256 with a self-signed certificate, readable by its owner. */
final class SelfSignedKeyStore {
    private static final Logger LOG = LoggerFactory.getLogger(SelfSignedKeyStore.class);
    private static final Duration VALID = Duration.ofDays(3650);

    private SelfSignedKeyStore() {}

    /** Makes the file; does nothing when another node made it meanwhile. */
    static void create(Path file, char[] password) {
        try {
            Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = privateFile(directory);
            try {
                SigningKey.write(store(password), draft, password);
                Files.createLink(file, draft);
                LOG.info("Made a key with a self-signed certificate for reports: {}", file);
            } catch (FileAlreadyExistsException madeMeanwhile) {
                LOG.info("Another node made the key for reports: {}", file);
            } finally {
                Files.delete(draft);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The key file for reports cannot be made: " + file, failed);
        } catch (GeneralSecurityException | OperatorCreationException failed) {
            throw new IllegalStateException("The key for reports cannot be made: " + file, failed);
        }
    }

    private static Path privateFile(Path directory) throws IOException {
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        return posix
                ? Files.createTempFile(
                        directory,
                        "report-key",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(directory, "report-key", ".tmp");
    }

    private static KeyStore store(char[] password)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("report-signing", pair.getPrivate(), password, new Certificate[] {certificate(pair)});
        return store;
    }

    private static X509Certificate certificate(KeyPair pair)
            throws CertIOException, OperatorCreationException, GeneralSecurityException {
        X500Name name = new X500Name("CN=Countersign report signer,OU=Self-signed");
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(127, new SecureRandom()),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plus(VALID)),
                name,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }
}
