package io.countersign.verifier.witness;

import io.countersign.verifier.DurableFile;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A witness's key in a file of two lines: the private half in the form that Go's note package writes ({@code
 * PRIVATE+KEY+<name>+<key id>+<base64>}), the public half as a vkey.
 */
public final class WitnessKeyFile {
    private static final String PRIVATE = "PRIVATE+KEY+";

    private final Path file;

    public WitnessKeyFile(Path file) {
        this.file = file;
    }

    /**
     * The key in the file, or a new one.
     *
     * @param name name of the witness, for a key that is made now
     */
    public NoteSigner loadOrGenerate(String name) throws IOException, GeneralSecurityException {
        Optional<String> content = new DurableFile(file).read();
        return content.isPresent() ? load(content.get()) : generate(name);
    }

    private NoteSigner load(String content) throws GeneralSecurityException {
        String[] lines = content.split("\n", -1);
        String[] parts = lines[0].split("\\+", 5);
        if (lines.length < 2 || parts.length != 5 || !lines[0].startsWith(PRIVATE)) {
            throw new IllegalArgumentException(file + " is not a witness's key");
        }
        VerifierKey verifier = VerifierKey.parse(lines[1]);
        byte[] typed = Base64.getDecoder().decode(parts[4]);
        byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
        return new NoteSigner(
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)),
                verifier);
    }

    private NoteSigner generate(String name) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey verifier = VerifierKey.of(name, VerifierKey.Use.WITNESS, pair.getPublic());
        byte[] seed = ((EdECPrivateKey) pair.getPrivate())
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("the key does not show itself"));
        byte[] typed =
                ByteBuffer.allocate(1 + seed.length).put((byte) 4).put(seed).array();
        String line =
                PRIVATE + name + "+" + verifier.id() + "+" + Base64.getEncoder().encodeToString(typed);
        new DurableFile(file).write((line + "\n" + verifier.vkey() + "\n").getBytes(StandardCharsets.UTF_8));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return new NoteSigner(pair.getPrivate(), verifier);
    }
}
