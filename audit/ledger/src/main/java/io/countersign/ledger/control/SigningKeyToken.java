package io.countersign.ledger.control;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EDDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Token;
import org.xipki.pkcs11.wrapper.TokenException;

/**
 * The checkpoint signer's key on a token that makes Ed25519 signatures itself (CKM_EDDSA of PKCS#11 3.0) and never gives the
 * key out. Java's own PKCS#11 provider has no EdDSA up to Java 25, so the token is spoken to by a library.
 */
final class SigningKeyToken implements NoteSigner.Key {
    private static final byte[] SAMPLE =
            "countersign: does the key on the token sign?\n".getBytes(StandardCharsets.UTF_8);

    private final Token token;
    private final String label;
    private final String pin;
    private @Nullable Session session;

    /**
     * @param label name of private and public key on the token
     * @param pin the user's PIN
     */
    SigningKeyToken(Token token, String label, String pin) {
        this.token = token;
        this.label = label;
        this.pin = pin;
    }

    /**
     * The signer, once the token has shown that it signs with this key.
     *
     * @param name name of the log
     * @throws GeneralSecurityException saying what the token or the settings lack
     */
    NoteSigner load(String name) throws GeneralSecurityException {
        VerifierKey verifier = VerifierKey.of(name, publicKey());
        if (!verifier.verifies(SAMPLE, sign(SAMPLE))) {
            throw new GeneralSecurityException(
                    "the public key " + label + " on the token is not that of the private key " + label);
        }
        return new NoteSigner(this, verifier);
    }

    private synchronized byte[] publicKey() throws GeneralSecurityException {
        try {
            Session open = session();
            byte[] point = open.getAttrValues(only(open, CKO_PUBLIC_KEY, "public"), CKA_EC_POINT)
                    .ecPoint();
            if (point == null || point.length != 32) {
                throw new GeneralSecurityException("the key " + label + " on the token is not an Ed25519 key");
            }
            return point;
        } catch (TokenException failed) {
            throw failed(failed);
        }
    }

    /** A session that broke is given up and the next signature begins another: a token may come back. */
    @Override
    public synchronized byte[] sign(byte[] message) throws GeneralSecurityException {
        try {
            Session open = session();
            return open.signSingle(new Mechanism(CKM_EDDSA), only(open, CKO_PRIVATE_KEY, "private"), message);
        } catch (TokenException failed) {
            throw failed(failed);
        }
    }

    private Session session() throws TokenException {
        Session open = session;
        if (open == null) {
            open = token.openSession(false);
            login(open);
            session = open;
        }
        return open;
    }

    private void login(Session open) throws TokenException {
        try {
            open.login(CKU_USER, pin.toCharArray());
        } catch (PKCS11Exception refused) {
            // a login is the application's with the token, not the session's
            if (refused.getErrorCode() != CKR_USER_ALREADY_LOGGED_IN) {
                open.closeSession();
                throw refused;
            }
        }
    }

    private long only(Session open, long kind, String half) throws TokenException, GeneralSecurityException {
        long[] found = open.findObjectsSingle(new AttributeVector().class_(kind).label(label), 2);
        if (found.length != 1) {
            throw new GeneralSecurityException(
                    "the token has " + (found.length == 0 ? "no " : "more than one ") + half + " key " + label);
        }
        return found[0];
    }

    private GeneralSecurityException failed(TokenException failed) {
        Session broken = session;
        session = null;
        if (broken != null) {
            try {
                broken.closeSession();
            } catch (TokenException gone) {
                failed.addSuppressed(gone);
            }
        }
        return new GeneralSecurityException("the token does not sign: " + failed.getMessage(), failed);
    }
}
