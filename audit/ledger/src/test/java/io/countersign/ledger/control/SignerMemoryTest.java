package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Hash;
import io.countersign.verifier.NoteSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node has looked at once it does not take on trust when it has changed. */
class SignerMemoryTest {
    private static final String ORIGIN = "ledger.example.org";

    @TempDir
    private Path directory;

    @Test
    void memoryThatAnotherKeySignedMeanwhileIsRefused() throws Exception {
        NoteSigner signer = signer("key.p12");
        NoteSigner other = signer("other.p12");
        SignerMemory memory = new SignerMemory(directory, signer.verifier());
        sign(signer, memory, 3);
        assertThat(memory.largest()).map(Checkpoint::size).contains(3L);
        assertThat(memory.largest()).map(Checkpoint::size).contains(3L);

        Path forged = Files.createDirectory(directory.resolve("forged"));
        sign(other, new SignerMemory(forged, other.verifier()), 2);
        Files.copy(
                forged.resolve("signed-tree"),
                directory.resolve("signed-tree"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(memory::largest).isInstanceOf(ForkRefusedException.class);
    }

    @Test
    void whatAnotherNodeSignedSinceIsSeen() throws Exception {
        NoteSigner signer = signer("key.p12");
        SignerMemory memory = new SignerMemory(directory, signer.verifier());
        SignerMemory ofAnotherNode = new SignerMemory(directory, signer.verifier());
        sign(signer, memory, 3);
        assertThat(memory.largest()).map(Checkpoint::size).contains(3L);

        sign(signer, ofAnotherNode, 8);

        assertThat(memory.largest()).map(Checkpoint::size).contains(8L);
        assertThatThrownBy(() -> sign(signer, memory, 5)).isInstanceOf(ForkRefusedException.class);
    }

    private NoteSigner signer(String file) throws Exception {
        return new SigningKeyFile(directory.resolve(file), "secret").loadOrGenerate(ORIGIN, Clock.systemUTC());
    }

    private static void sign(NoteSigner signer, SignerMemory memory, long size) throws Exception {
        new CheckpointSigner(signer, memory, List.of(), false).sign(size, Hash.of(new byte[32]));
    }
}
