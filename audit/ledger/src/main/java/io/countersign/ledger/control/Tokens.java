package io.countersign.ledger.control;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.Token;
import org.xipki.pkcs11.wrapper.TokenException;

/** The tokens of PKCS#11 libraries. A process begins with a library once (C_Initialize), so it is kept. */
final class Tokens {
    private static final Map<String, PKCS11Module> BEGUN = new HashMap<>();

    private Tokens() {}

    /**
     * @param library path of the PKCS#11 library
     * @param label label of the token
     * @throws GeneralSecurityException when the library cannot be used or has no such token; names those that it has
     */
    static Token token(String library, String label) throws GeneralSecurityException {
        try {
            List<String> others = new ArrayList<>();
            for (Slot slot : begun(library).getSlotList(true)) {
                String found = slot.getToken().getTokenInfo().getLabel().strip();
                if (found.equals(label)) {
                    return slot.getToken();
                }
                others.add(found);
            }
            throw new GeneralSecurityException(
                    "the PKCS#11 library " + library + " has no token " + label + ", but these: "
                            + others.stream().filter(other -> !other.isEmpty()).toList());
        } catch (IOException | TokenException | UnsatisfiedLinkError unusable) {
            throw new GeneralSecurityException(
                    "the PKCS#11 library " + library + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static synchronized PKCS11Module begun(String library) throws IOException, TokenException {
        PKCS11Module begun = BEGUN.get(library);
        if (begun == null) {
            begun = PKCS11Module.getInstance(library);
            begun.initialize();
            BEGUN.put(library, begun);
        }
        return begun;
    }
}
