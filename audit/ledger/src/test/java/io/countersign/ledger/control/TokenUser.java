package io.countersign.ledger.control;

import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.SignedNote;
import java.security.GeneralSecurityException;

/** A process of its own that signs by a token, whose library reads its place from the environment. */
public final class TokenUser {
    private TokenUser() {}

    /** Arguments: configuration of the provider, PIN. */
    public static void main(String[] arguments) throws Exception {
        try {
            NoteSigner signer = new SigningKeyToken(arguments[0], "ledger", arguments[1]).load();
            SignedNote note = SignedNote.parse(signer.sign("text\n"));
            System.out.println("signed: " + note.standing(signer.verifier()));
        } catch (GeneralSecurityException refused) {
            System.out.println("refused: " + refused.getMessage());
        }
    }
}
