package io.countersign.ledger.control;

import io.countersign.verifier.DurableFile;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.VerifierKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The checkpoint signer's Ed25519 key in a PKCS#12 file. The common name of its certificate is the origin of the log, so
 * that the name stays with the key.
 */
final class SigningKeyFile {
    private static final String ALIAS = "ledger";

    private final Path file;
    private final char[] password;

    SigningKeyFile(Path file, String password) {
        this.file = file.toAbsolutePath();
        this.password = password.toCharArray();
    }

    /**
     * The key in the file; at the first start, a new one with a self-signed certificate.
     *
     * @param origin name of the log, for a key that is made now
     */
    NoteSigner loadOrGenerate(String origin, Clock clock) throws IOException, GeneralSecurityException {
        if (Files.notExists(file)) {
            generate(origin, clock.instant());
        }
        return load();
    }

    /** The key in the file, which must be there. */
    NoteSigner load() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
        List<String> aliases = Collections.list(store.aliases());
        if (aliases.size() != 1
                || !(store.getKey(aliases.get(0), password) instanceof PrivateKey key)
                || !(store.getCertificate(aliases.get(0)) instanceof X509Certificate certificate)) {
            throw new GeneralSecurityException(file + " does not hold exactly one private key and its certificate");
        }
        return new NoteSigner(key, VerifierKey.of(commonName(certificate), certificate.getPublicKey()));
    }

    /** The name in a certificate that carries the key: the origin of the log. */
    static String commonName(X509Certificate certificate) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return IETFUtils.valueToString(subject.getRDNs(BCStyle.CN)[0].getFirst().getValue());
    }

    private void generate(String origin, Instant now) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        X509Certificate[] chain = {selfSigned(pair, origin, now)};
        store.setKeyEntry(ALIAS, pair.getPrivate(), password, chain);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password);
        new DurableFile(file).write(bytes.toByteArray());
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static X509Certificate selfSigned(KeyPair pair, String origin, Instant now)
            throws GeneralSecurityException {
        X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, origin).build();
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name,
                                    new BigInteger(127, new SecureRandom()),
                                    Date.from(now.minus(1, ChronoUnit.HOURS)),
                                    Date.from(now.plus(3650, ChronoUnit.DAYS)),
                                    name,
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder("Ed25519").build(pair.getPrivate())));
        } catch (OperatorCreationException unable) {
            throw new GeneralSecurityException("cannot certify the new key", unable);
        }
    }
}
