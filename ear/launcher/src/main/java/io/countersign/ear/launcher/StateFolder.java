package io.countersign.ear.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where an installation keeps its data, keys, logs and process ids; readable by its owner alone. */
public record StateFolder(Path root) {
    static final String BACKGROUND = "background";

    /** Makes the folder when it is missing. */
    public static StateFolder at(Path root) {
        StateFolder folder = new StateFolder(root.toAbsolutePath().normalize());
        folder.directory("");
        return folder;
    }

    /** A folder below this one, made when it is missing. */
    public Path directory(String name) {
        Path path = root.resolve(name);
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return path;
        } catch (IOException failed) {
            throw new StartFailure("The folder " + path + " cannot be made.", failed);
        }
    }

    public Path file(String name) {
        return root.resolve(name);
    }

    public Path log(String part) {
        return directory("logs").resolve(part + ".log");
    }

    public Path pidFile(String part) {
        return directory("run").resolve(part + ".pid");
    }

    /** Forgets everything, data included; only the log of the background launcher stays, which may be writing it. */
    public void clear() {
        try (Stream<Path> children = Files.list(root)) {
            children.filter(child -> !child.getFileName().toString().equals(BACKGROUND))
                    .toList()
                    .forEach(StateFolder::deleteTree);
        } catch (IOException failed) {
            throw new StartFailure("The folder " + root + " cannot be cleared.", failed);
        }
    }

    static void deleteTree(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new StartFailure("The folder " + tree + " cannot be deleted.", failed);
        }
    }

    static void copyTree(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path source : files.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        } catch (IOException failed) {
            throw new StartFailure("The folder " + from + " cannot be copied to " + to + ".", failed);
        }
    }
}
