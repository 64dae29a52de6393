package io.countersign.ledger.control;

import io.countersign.platform.config.Settings;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;

/** Where the signing key comes from: a PKCS#12 file, or a token by PKCS#11 that never gives it out. */
final class LedgerKeys {
    private final Settings settings;
    private final Clock clock;

    LedgerKeys(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The key that signs now.
     *
     * @param origin name of the log, for a key file that is made now
     */
    NoteSigner present(String origin) throws IOException, GeneralSecurityException {
        Optional<String> token = settings.text("countersign.ledger.key.pkcs11.config");
        if (token.isPresent()) {
            return onToken(token.get(), "countersign.ledger.key");
        }
        return file("countersign.ledger.key").loadOrGenerate(origin, clock);
    }

    /** The key that signed until a rotation; empty when none is under way. */
    Optional<NoteSigner> previous() throws IOException, GeneralSecurityException {
        if (settings.text("countersign.ledger.key.previous.file").isPresent()) {
            return Optional.of(file("countersign.ledger.key.previous").load());
        }
        Optional<String> token = settings.text("countersign.ledger.key.previous.pkcs11.config");
        return token.isEmpty()
                ? Optional.empty()
                : Optional.of(onToken(token.get(), "countersign.ledger.key.previous"));
    }

    private SigningKeyFile file(String prefix) {
        return new SigningKeyFile(
                Path.of(settings.required(prefix + ".file")), settings.required(prefix + ".password"));
    }

    private NoteSigner onToken(String configuration, String prefix) throws IOException, GeneralSecurityException {
        Provider provider = Security.getProvider("SunPKCS11");
        if (provider == null) {
            throw new GeneralSecurityException("this Java has no PKCS#11 provider (module jdk.crypto.cryptoki)");
        }
        Provider token = provider.configure(configuration);
        if (token.getService("Signature", "EdDSA") == null) {
            throw new GeneralSecurityException("the PKCS#11 provider of this Java and token knows no EdDSA;"
                    + " Java passes it through only in later versions");
        }
        KeyStore store = KeyStore.getInstance("PKCS11", token);
        char[] pin = settings.required(prefix + ".password").toCharArray();
        store.load(null, pin);
        String alias = settings.text(prefix + ".alias").orElse("ledger");
        if (!(store.getKey(alias, pin) instanceof PrivateKey key)
                || !(store.getCertificate(alias) instanceof X509Certificate certificate)) {
            throw new GeneralSecurityException("the token has no key and certificate under the name " + alias);
        }
        return new NoteSigner(
                key, VerifierKey.of(SigningKeyFile.commonName(certificate), certificate.getPublicKey()), token);
    }
}
