package io.countersign.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MerkleTest {
    /** The leaves and roots that Certificate Transparency's implementations share (RFC 6962). */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void rootsAreThoseOfRfc6962() {
        CompactTree tree = new CompactTree();
        assertThat(tree.root().hex()).isEqualTo(ROOTS.get(0));
        for (int i = 0; i < LEAVES.size(); i++) {
            tree.append(MerkleHash.leaf(HexFormat.of().parseHex(LEAVES.get(i))));
            assertThat(tree.root().hex()).isEqualTo(ROOTS.get(i + 1));
        }
    }

    @Test
    void everyInclusionProofHoldsAndNoOther() {
        Stored stored = new Stored(41);
        for (long size = 1; size <= 41; size++) {
            Hash root = MerkleProofs.root(size, stored);
            for (long leaf = 0; leaf < size; leaf++) {
                List<Hash> proof = MerkleProofs.inclusion(leaf, size, stored);
                Hash hash = stored.node(0, leaf);
                assertThat(MerkleProofs.isIncluded(hash, leaf, size, proof, root))
                        .isTrue();
                assertThat(MerkleProofs.isIncluded(hash, leaf + 1, size, proof, root))
                        .isFalse();
                assertThat(MerkleProofs.isIncluded(Hash.sha256(), leaf, size, proof, root))
                        .isFalse();
                List<Hash> longer = new ArrayList<>(proof);
                longer.add(hash);
                assertThat(MerkleProofs.isIncluded(hash, leaf, size, longer, root))
                        .isFalse();
            }
        }
    }

    @Test
    void everyConsistencyProofHoldsAndNoOther() {
        Stored stored = new Stored(41);
        for (long newer = 1; newer <= 41; newer++) {
            Hash newRoot = MerkleProofs.root(newer, stored);
            for (long older = 0; older <= newer; older++) {
                Hash oldRoot = MerkleProofs.root(older, stored);
                List<Hash> proof = MerkleProofs.consistency(older, newer, stored);
                assertThat(MerkleProofs.isConsistent(older, oldRoot, newer, newRoot, proof))
                        .isTrue();
                Hash other = Hash.sha256(new byte[] {1});
                assertThat(MerkleProofs.isConsistent(older, other, newer, newRoot, proof))
                        .isFalse();
                assertThat(older > 0 && MerkleProofs.isConsistent(older, oldRoot, newer, other, proof))
                        .isFalse();
            }
        }
    }

    @Test
    void resumedTreeGrowsAsTheOneThatNeverStopped() {
        Stored stored = new Stored(41);
        for (long size = 0; size < 41; size++) {
            CompactTree resumed = CompactTree.resume(size, stored);
            for (long leaf = size; leaf < 41; leaf++) {
                resumed.append(stored.node(0, leaf));
            }
            assertThat(resumed.root()).isEqualTo(MerkleProofs.root(41, stored));
        }
    }

    /** A tree whose closed nodes are kept, as the ledger does. */
    private static final class Stored implements TreeNodes {
        private final Map<String, Hash> nodes = new HashMap<>();
        private final CompactTree tree = new CompactTree();

        Stored(int leaves) {
            for (int i = 0; i < leaves; i++) {
                Hash leaf = MerkleHash.leaf(new byte[] {(byte) i});
                nodes.put("0/" + i, leaf);
                tree.append(leaf, (level, index, hash) -> nodes.put(level + "/" + index, hash));
            }
        }

        @Override
        public Hash node(int level, long index) {
            return nodes.get(level + "/" + index);
        }
    }
}
