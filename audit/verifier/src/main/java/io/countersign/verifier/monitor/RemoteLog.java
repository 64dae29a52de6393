package io.countersign.verifier.monitor;

import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.TilePath;
import io.countersign.verifier.TreeNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log that is served as checkpoint and tiles. What it says is proved by nothing but the roots of signed checkpoints. */
public final class RemoteLog {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LARGEST_CHECKPOINT = 64 << 10;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String prefix;

    /** @param prefix address below which {@code checkpoint} and {@code tile/…} are */
    public RemoteLog(URI prefix) {
        this.prefix = prefix.toString().replaceAll("/+$", "");
    }

    public String checkpoint() throws IOException {
        byte[] note = get("checkpoint");
        if (note.length > LARGEST_CHECKPOINT) {
            throw new IOException("the checkpoint is larger than any is");
        }
        return new String(note, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The nodes of a tree of that size; each tile is fetched once. @throws UncheckedIOException from reads of nodes */
    public TreeNodes nodes(long treeSize) {
        Map<TilePath, byte[]> tiles = new HashMap<>();
        return (level, index) -> {
            int below = level % 8;
            TilePath path = TilePath.holding(level / 8, index << below, treeSize);
            byte[] tile = tiles.computeIfAbsent(path, this::tile);
            int first = (int) ((index << below) % TilePath.FULL);
            List<Hash> hashes = new ArrayList<>();
            for (int i = first; i < first + (1 << below); i++) {
                hashes.add(Hash.of(Arrays.copyOfRange(tile, i * 32, (i + 1) * 32)));
            }
            return root(hashes);
        };
    }

    private static Hash root(List<Hash> hashes) {
        List<Hash> row = hashes;
        while (row.size() > 1) {
            List<Hash> above = new ArrayList<>();
            for (int i = 0; i < row.size(); i += 2) {
                above.add(MerkleHash.node(row.get(i), row.get(i + 1)));
            }
            row = above;
        }
        return row.get(0);
    }

    private byte[] tile(TilePath path) {
        try {
            byte[] tile = get("tile/" + path.path());
            if (tile.length != path.width() * 32) {
                throw new IOException("the tile " + path.path() + " has " + tile.length + " bytes");
            }
            return tile;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private byte[] get(String path) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(prefix + "/" + path))
                            .timeout(LONGEST)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(prefix + "/" + path + " answers " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
