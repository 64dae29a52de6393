package io.countersign.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The manifest against one that was computed by {@code manifest-vector.py}, without our code. OpenSSF's own
 * {@code model-signing} 1.1.1 gives the same statement for that tree.
 */
class ArtifactManifestTest {

    @Test
    void orderAndRootDigestAreThoseOfModelSigning() throws IOException {
        List<ArtifactFile> files = new ArrayList<>();
        String root = "";
        for (String line : vector()) {
            String[] words = line.split(" ", 3);
            if (words.length == 2) {
                root = words[1];
            } else {
                files.add(new ArtifactFile(words[2], Long.parseLong(words[1]), words[0]));
            }
        }
        List<ArtifactFile> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, new Random(1));

        ArtifactManifest manifest = ArtifactManifest.of(shuffled);

        assertThat(manifest.files()).isEqualTo(files).hasSize(11);
        assertThat(manifest.rootDigest()).isEqualTo(root).hasSize(64);
        assertThat(manifest.sameFiles(new ArtifactManifest(shuffled, root))).isTrue();
        assertThat(manifest.sameFiles(ArtifactManifest.of(files.subList(1, 11))))
                .isFalse();
    }

    private static List<String> vector() throws IOException {
        try (InputStream file = ArtifactManifestTest.class.getResourceAsStream("manifest-vector.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
