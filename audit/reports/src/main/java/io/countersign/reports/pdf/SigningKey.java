package io.countersign.reports.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;

/**
 * The key that signs reports.
 *
 * @param privateKey signs; never leaves the server
 * @param chain its certificate first, then those that issued it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SigningKey(PrivateKey privateKey, X509Certificate[] chain) {

    /**
     * Opens the PKCS#12 file. When there is none, makes a key with a self-signed certificate and keeps it there, so that a
     * new installation can sign; an operator replaces the file by one with a certificate of their own.
     *
     * @throws IllegalStateException saying which file, when it cannot be opened or holds no private key
     */
    public static SigningKey openOrCreate(Path file, char[] password) {
        if (Files.notExists(file)) {
            SelfSignedKeyStore.create(file, password);
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey privateKey) {
                    return new SigningKey(
                            privateKey,
                            Arrays.stream(store.getCertificateChain(alias))
                                    .map(X509Certificate.class::cast)
                                    .toArray(X509Certificate[]::new));
                }
            }
            throw new IllegalStateException("There is no private key in " + file);
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("The key file for reports cannot be opened: " + file, failed);
        }
    }

    static void write(KeyStore store, Path file, char[] password) throws GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        } catch (IOException failed) {
            throw new UncheckedIOException("The key file for reports cannot be written: " + file, failed);
        }
    }

    public X509Certificate certificate() {
        return chain[0];
    }

    /** Distinguished name of the signer, as RFC 2253 writes it. */
    public String subject() {
        return certificate().getSubjectX500Principal().getName();
    }

    /** Hex of the SHA-256 digest of the certificate. */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
