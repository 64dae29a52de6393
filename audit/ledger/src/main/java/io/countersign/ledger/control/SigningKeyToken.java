package io.countersign.ledger.control;

import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;

/**
 * The checkpoint signer's key on a token, by Java's own PKCS#11 provider. That provider has no EdDSA up to Java 25, whatever the
 * token can do, so loading is refused there with a sentence that says so; it is asked each time, and works once it has.
 */
final class SigningKeyToken {
    private final String configuration;
    private final String alias;
    private final String pin;

    /** @param configuration file with the configuration of the provider, as Java's PKCS#11 guide has it */
    SigningKeyToken(String configuration, String alias, String pin) {
        this.configuration = configuration;
        this.alias = alias;
        this.pin = pin;
    }

    /** @throws GeneralSecurityException saying what Java, the token or the settings lack */
    NoteSigner load() throws IOException, GeneralSecurityException {
        Provider token = provider();
        KeyStore store = KeyStore.getInstance("PKCS11", token);
        store.load(null, pin.toCharArray());
        if (!(store.getKey(alias, pin.toCharArray()) instanceof PrivateKey key)
                || !(store.getCertificate(alias) instanceof X509Certificate certificate)) {
            throw new GeneralSecurityException("the token has no key and certificate under the name " + alias);
        }
        return new NoteSigner(
                key, VerifierKey.of(SigningKeyFile.commonName(certificate), certificate.getPublicKey()), token);
    }

    private Provider provider() throws GeneralSecurityException {
        Provider provider = Security.getProvider("SunPKCS11");
        if (provider == null) {
            throw new GeneralSecurityException("this Java has no PKCS#11 provider (module jdk.crypto.cryptoki)");
        }
        Provider token;
        try {
            token = provider.configure(configuration);
        } catch (RuntimeException unusable) {
            throw new GeneralSecurityException(
                    "the token of " + configuration + " cannot be used: " + unusable.getMessage(), unusable);
        }
        if (token.getService("Signature", "EdDSA") == null) {
            throw new GeneralSecurityException("Java " + Runtime.version().feature()
                    + " cannot sign with an Ed25519 key on a token: its PKCS#11 provider has no EdDSA."
                    + " Keep the ledger's key in a PKCS#12 file");
        }
        return token;
    }
}
