package io.countersign.verifier;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Verifies an export against public keys, and against checkpoints that somebody kept: every entry is the one that was
 * signed, in its place, and none is missing. Needs neither network nor database, and bounded memory.
 */
public final class LogVerifier {
    private final TrustedKeys keys;
    private final List<String> kept;

    /** A file of an export; opened twice, read once. */
    @FunctionalInterface
    public interface Part {
        InputStream open() throws IOException;
    }

    /** @param kept signed checkpoints from outside the log, each in C2SP form */
    public LogVerifier(TrustedKeys keys, List<String> kept) {
        this.keys = keys;
        this.kept = List.copyOf(kept);
    }

    /**
     * @param parts gzip streams: an export, or the parts of one of everything in their order, where a part that was cut off is
     *     continued by the next
     * @throws ExportReader.MalformedExport when this is not an export at all, or parts do not follow each other
     * @throws IllegalArgumentException when a kept checkpoint is not one, or not signed by the keys
     * @throws IOException when it cannot be read
     */
    public LogVerdict verify(List<? extends Part> parts) throws IOException {
        List<ExportLine.Header> headers = new ArrayList<>();
        for (Part part : parts) {
            try (ExportReader reader = new ExportReader(part.open())) {
                headers.add(header(reader));
            }
        }
        TrustedKeys trusted = keys.following(
                headers.stream().flatMap(each -> each.rotations().stream()).toList());
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (ExportLine.Header header : headers) {
            SignedNote note = note(header.checkpoint());
            Checkpoint checkpoint = Checkpoint.parse(note);
            SignedNote.Standing standing = trusted.standing(note, checkpoint);
            if (standing != SignedNote.Standing.SIGNED) {
                return LogVerdict.refused(checkpoint, standing);
            }
            checkpoints.add(checkpoint);
        }
        return scan(parts, headers, checkpoints, trusted);
    }

    public LogVerdict verify(Part export) throws IOException {
        return verify(List.of(export));
    }

    private LogVerdict scan(
            List<? extends Part> parts,
            List<ExportLine.Header> headers,
            List<Checkpoint> checkpoints,
            TrustedKeys trusted)
            throws IOException {
        Checkpoint target = checkpoints.get(checkpoints.size() - 1);
        List<Checkpoint> fixed = new ArrayList<>(checkpoints.subList(0, checkpoints.size() - 1));
        kept.forEach(note -> fixed.add(trusted.require(note)));
        ExportScope scope = headers.get(0).scope();
        if (scope.kind() != ExportScope.Kind.WHOLE) {
            if (parts.size() > 1) {
                throw new ExportReader.MalformedExport("only an export of everything comes in parts");
            }
            Scan scan = new SelectionScan(target, scope, fixed);
            read(parts.get(0), scan, trusted);
            return LogVerdict.of(scan, target, scope);
        }
        LogScan scan = new LogScan(target, fixed);
        for (int i = 0; i < parts.size(); i++) {
            ExportScope part = headers.get(i).scope();
            if (part.kind() != ExportScope.Kind.WHOLE || part.from() != scan.count()) {
                throw new ExportReader.MalformedExport("part " + (i + 1) + " begins at leaf " + part.from()
                        + ", but the parts before it end before leaf " + scan.count());
            }
            scan.part();
            read(parts.get(i), scan, trusted);
        }
        return LogVerdict.of(scan, target, ExportScope.whole(0, target.size()));
    }

    private static ExportLine.Header header(ExportReader reader) throws IOException {
        if (reader.next().orElse(null) instanceof ExportLine.Header header) {
            return header;
        }
        throw new ExportReader.MalformedExport("the export has no header");
    }

    private static SignedNote note(String checkpoint) throws IOException {
        try {
            SignedNote note = SignedNote.parse(checkpoint);
            Checkpoint.parse(note);
            return note;
        } catch (IllegalArgumentException noCheckpoint) {
            throw new ExportReader.MalformedExport("the header has no checkpoint: " + noCheckpoint.getMessage());
        }
    }

    private static void read(Part part, Scan scan, TrustedKeys trusted) throws IOException {
        try (ExportReader reader = new ExportReader(part.open())) {
            header(reader);
            while (true) {
                LeafLine leaf = reader.leaf();
                if (leaf != null && scan.takes(leaf)) {
                    reader.pass();
                    continue;
                }
                Optional<ExportLine> line = reader.next();
                if (line.isEmpty()) {
                    return;
                }
                switchOn(line.get(), scan, trusted);
            }
        } catch (EOFException | ZipException cutOff) {
            scan.cutOff();
        } catch (ExportReader.MalformedExport damaged) {
            scan.malformed();
        }
    }

    static void switchOn(ExportLine line, Scan scan, TrustedKeys trusted) {
        if (line instanceof ExportLine.Leaf leaf) {
            scan.leaf(leaf);
        } else if (line instanceof ExportLine.Signed signed) {
            older(signed.note(), scan, trusted);
        } else if (line instanceof ExportLine.Trailer trailer) {
            scan.trailer(trailer.leaves());
        } else {
            scan.malformed();
        }
    }

    /** Checkpoints by keys that nobody gave are passed over: they only narrow down where a change lies. */
    private static void older(String text, Scan scan, TrustedKeys trusted) {
        try {
            SignedNote note = SignedNote.parse(text);
            Checkpoint checkpoint = Checkpoint.parse(note);
            switch (trusted.standing(note, checkpoint)) {
                case SIGNED -> scan.against(checkpoint);
                case FORGED -> scan.forgedCheckpoint();
                case UNSIGNED -> {}
            }
        } catch (IllegalArgumentException noCheckpoint) {
            scan.forgedCheckpoint();
        }
    }
}
