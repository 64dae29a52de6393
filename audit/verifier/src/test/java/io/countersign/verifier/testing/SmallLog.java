package io.countersign.verifier.testing;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.CompactTree;
import io.countersign.verifier.ExportLine;
import io.countersign.verifier.ExportScope;
import io.countersign.verifier.ExportWriter;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.TreeNodes;
import io.countersign.verifier.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A log in memory, whose holder may do what they like. */
public final class SmallLog {
    private final List<String> entries = new ArrayList<>();
    private final NoteSigner signer;

    public SmallLog(NoteSigner signer) {
        this.signer = signer;
    }

    public static SmallLog named(String origin) {
        return new SmallLog(newKey(origin));
    }

    public static NoteSigner newKey(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new NoteSigner(pair.getPrivate(), VerifierKey.of(name, pair.getPublic()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same entries under another key. */
    public SmallLog with(NoteSigner other) {
        SmallLog log = new SmallLog(other);
        log.entries.addAll(entries);
        return log;
    }

    public SmallLog add(int count) {
        for (int i = 0; i < count; i++) {
            entries.add("{\"action\":\"run.sealed\",\"at\":\"2026-11-23T09:00:00.000Z\",\"facts\":{\"n\":"
                    + entries.size() + "}}");
        }
        return this;
    }

    public SmallLog add(String entry) {
        entries.add(entry);
        return this;
    }

    public void change(int leaf) {
        entries.set(leaf, entries.get(leaf).replace("run.sealed", "run.sealex"));
    }

    public NoteSigner signer() {
        return signer;
    }

    public VerifierKey key() {
        return signer.verifier();
    }

    public int size() {
        return entries.size();
    }

    public byte[] entry(int leaf) {
        return entries.get(leaf).getBytes(StandardCharsets.UTF_8);
    }

    public Hash root(long size) {
        return MerkleProofs.root(size, nodes());
    }

    public String checkpoint(long size) {
        return signer.sign(new Checkpoint(key().name(), size, root(size)).text());
    }

    public String checkpoint() {
        return checkpoint(size());
    }

    public TreeNodes nodes() {
        return (level, index) -> {
            CompactTree tree = new CompactTree();
            for (long leaf = index << level; leaf < index + 1 << level; leaf++) {
                tree.append(MerkleHash.leaf(entry((int) leaf)));
            }
            return tree.root();
        };
    }

    /** Leaves from one to before the other, without proofs. */
    public byte[] part(int from, int to, List<String> rotations) {
        return export(ExportScope.whole(from, to), rotations, false);
    }

    public byte[] export() {
        return part(0, size(), List.of());
    }

    /** Leaves from one to before the other, each with its proof. */
    public byte[] range(int from, int to) {
        return export(new ExportScope(ExportScope.Kind.RANGE, from, to, Map.of("since", "then")), List.of(), true);
    }

    private byte[] export(ExportScope scope, List<String> rotations, boolean proofs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ExportWriter export = new ExportWriter(bytes)) {
            export.header(new ExportLine.Header(key().vkey(), checkpoint(), scope, rotations));
            for (int leaf = (int) scope.from(); leaf < scope.to(); leaf++) {
                List<Hash> proof = proofs ? MerkleProofs.inclusion(leaf, size(), nodes()) : List.of();
                export.leaf(
                        new ExportLine.Leaf(leaf, MerkleHash.leaf(entry(leaf)), entries.get(leaf), List.of(), proof));
            }
            export.trailer();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
