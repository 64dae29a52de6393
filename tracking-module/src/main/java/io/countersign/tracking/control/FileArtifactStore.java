package io.countersign.tracking.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.UUID;

/** Bytes in a directory: written to a temporary file, forced to disk, then moved into place in one step. */
public final class FileArtifactStore implements ArtifactStore {
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Path incoming;

    /** @throws IOException when the directory cannot be made */
    public FileArtifactStore(Path directory) throws IOException {
        root = Files.createDirectories(directory.toAbsolutePath().resolve("blobs"))
                .toRealPath();
        incoming = Files.createDirectories(directory.toAbsolutePath().resolve("incoming"));
    }

    @Override
    public StoredBytes put(String key, InputStream bytes) throws IOException {
        Path target = file(key);
        Path temporary = incoming.resolve(UUID.randomUUID().toString());
        try {
            StoredBytes stored = write(temporary, bytes);
            requireNoLinks(Files.createDirectories(Objects.requireNonNull(target.getParent())));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return stored;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static StoredBytes write(Path temporary, InputStream bytes) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                out.write(buffer, 0, n);
                size += n;
            }
            out.flush();
            channel.force(true);
            return new StoredBytes(size, Sha256.hexOf(digest.digest()));
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        Path file = file(key);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            requireNoLinks(file);
        }
        return Files.newInputStream(file);
    }

    @Override
    public void delete(String key) throws IOException {
        Path file = file(key);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            requireNoLinks(Objects.requireNonNull(file.getParent()));
            Files.delete(file);
        }
    }

    /** Whoever can put links into the directory must not lead us out of it. */
    private static void requireNoLinks(Path path) throws IOException {
        if (!path.toRealPath().equals(path)) {
            throw new IOException("A symbolic link stands in the way of " + path);
        }
    }

    private Path file(String key) {
        if (!key.matches("[\\w-]+(/[\\w-]+)*")) {
            throw new IllegalArgumentException("not a key of ours: " + key);
        }
        return root.resolve(key);
    }
}
