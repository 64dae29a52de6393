package io.countersign.ledger.control;

import io.countersign.platform.config.Settings;
import io.countersign.verifier.NoteSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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
        return new SigningKeyToken(
                        configuration,
                        settings.text(prefix + ".alias").orElse("ledger"),
                        settings.required(prefix + ".password"))
                .load();
    }
}
