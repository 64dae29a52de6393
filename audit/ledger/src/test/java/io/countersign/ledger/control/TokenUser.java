package io.countersign.ledger.control;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC_EDWARDS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_EDWARDS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.SignedNote;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.xipki.pkcs11.wrapper.KeyPairTemplate;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Token;

/** A process of its own that makes keys on a token and signs by it: the library reads its place from the environment. */
public final class TokenUser {
    /** The curve of Ed25519 as SoftHSM takes it: its name, edwards25519, as a printable string. */
    private static final byte[] EDWARDS25519 = HexFormat.of().parseHex("130c656477617264733235353139");

    /** Beginning of the lines that somebody waits for. */
    static final String ANSWER = "answer: ";

    private TokenUser() {}

    /**
     * Arguments: library, label of the token, PIN, label of the key, and {@code make} to have that key made first, {@code lose} to
     * have the token gone for one signature, or {@code serve} and the name of a log to sign what is asked for until no more is.
     */
    public static void main(String[] arguments) throws Exception {
        try {
            Token token = Tokens.token(arguments[0], arguments[1]);
            String also = arguments.length > 4 ? arguments[4] : "";
            if (also.equals("make")) {
                make(token, arguments[2], arguments[3]);
            }
            SigningKeyToken key = new SigningKeyToken(token, arguments[3], arguments[2]);
            if (also.equals("serve")) {
                serve(key, arguments[5]);
                return;
            }
            NoteSigner signer = key.load("token.test/log");
            if (also.equals("lose")) {
                lose(token, signer);
            }
            SignedNote note = SignedNote.parse(signer.sign("text\n"));
            System.out.println("signed: " + note.standing(signer.verifier()) + " "
                    + signer.verifier().vkey());
        } catch (GeneralSecurityException refused) {
            System.out.println("refused: " + refused.getMessage());
        }
    }

    /** Messages come and signatures go in hexadecimal, a line each, after the public key; other lines are the library's. */
    private static void serve(SigningKeyToken key, String log) throws Exception {
        System.out.println(ANSWER + key.load(log).verifier().vkey());
        BufferedReader messages = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String message = messages.readLine(); message != null; message = messages.readLine()) {
            System.out.println(
                    ANSWER + HexFormat.of().formatHex(key.sign(HexFormat.of().parseHex(message))));
        }
    }

    /** All that the process had with the library ends, as when a token is pulled out, and begins again afterwards. */
    private static void lose(Token token, NoteSigner signer) throws Exception {
        token.getSlot().getModule().finalize(null);
        try {
            System.out.println("signed without its token: " + signer.sign("text\n"));
        } catch (IllegalStateException refused) {
            System.out.println("lost: " + refused.getCause());
        }
        token.getSlot().getModule().initialize();
    }

    private static void make(Token token, String pin, String label) throws Exception {
        Session session = token.openSession(true);
        session.login(CKU_USER, pin.toCharArray());
        KeyPairTemplate pair =
                new KeyPairTemplate(CKK_EC_EDWARDS).labels(label).token(true).signVerify(true);
        pair.privateKey().sensitive(true).extractable(false);
        pair.publicKey().ecParams(EDWARDS25519);
        session.generateKeyPair(new Mechanism(CKM_EC_EDWARDS_KEY_PAIR_GEN), pair);
        session.closeSession();
    }
}
