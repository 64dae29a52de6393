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
        if (isOnToken("countersign.ledger.key")) {
            return onToken("countersign.ledger.key");
        }
        return file("countersign.ledger.key").loadOrGenerate(origin, clock);
    }

    /** The key that signed until a rotation; empty when none is under way. */
    Optional<NoteSigner> previous() throws IOException, GeneralSecurityException {
        if (settings.text("countersign.ledger.key.previous.file").isPresent()) {
            return Optional.of(file("countersign.ledger.key.previous").load());
        }
        return isOnToken("countersign.ledger.key.previous")
                ? Optional.of(onToken("countersign.ledger.key.previous"))
                : Optional.empty();
    }

    private SigningKeyFile file(String prefix) {
        return new SigningKeyFile(
                Path.of(settings.required(prefix + ".file")), settings.required(prefix + ".password"));
    }

    private boolean isOnToken(String prefix) {
        return settings.text(prefix + ".pkcs11.library").isPresent();
    }

    /** A token holds no certificate that could carry the name of the log, so the settings do. */
    private NoteSigner onToken(String prefix) throws GeneralSecurityException {
        return new SigningKeyToken(
                        Tokens.token(
                                settings.required(prefix + ".pkcs11.library"),
                                settings.required(prefix + ".pkcs11.token")),
                        settings.text(prefix + ".alias").orElse("ledger"),
                        settings.required(prefix + ".password"))
                .load(settings.required("countersign.ledger.origin"));
    }
}
