package io.countersign.verifier;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Verifies an export against one public key, and against checkpoints that somebody kept: every entry is the one that was
 * signed, in its place, and none is missing. Needs neither network nor database, and bounded memory.
 */
public final class LogVerifier {
    private final VerifierKey key;
    private final List<String> kept;

    /** @param kept signed checkpoints from outside the log, each in C2SP form */
    public LogVerifier(VerifierKey key, List<String> kept) {
        this.key = key;
        this.kept = List.copyOf(kept);
    }

    /**
     * @param export the gzip stream
     * @throws ExportReader.MalformedExport when this is not an export at all
     * @throws IllegalArgumentException when a kept checkpoint is not one, or not signed by the key
     * @throws IOException when it cannot be read
     */
    public LogVerdict verify(InputStream export) throws IOException {
        List<Checkpoint> trusted = new ArrayList<>();
        for (String note : kept) {
            trusted.add(trusted(note));
        }
        try (ExportReader reader = new ExportReader(export)) {
            if (!(reader.next().orElse(null) instanceof ExportLine.Header header)) {
                throw new ExportReader.MalformedExport("the export has no header");
            }
            return verify(reader, header, trusted);
        }
    }

    private Checkpoint trusted(String note) {
        SignedNote signed = SignedNote.parse(note);
        if (signed.standing(key) != SignedNote.Standing.SIGNED) {
            throw new IllegalArgumentException("a kept checkpoint is not signed by the key " + key.vkey());
        }
        return Checkpoint.parse(signed);
    }

    private LogVerdict verify(ExportReader reader, ExportLine.Header header, List<Checkpoint> trusted)
            throws IOException {
        SignedNote note;
        Checkpoint target;
        try {
            note = SignedNote.parse(header.checkpoint());
            target = Checkpoint.parse(note);
        } catch (IllegalArgumentException noCheckpoint) {
            throw new ExportReader.MalformedExport("the header has no checkpoint: " + noCheckpoint.getMessage());
        }
        SignedNote.Standing standing = note.standing(key);
        if (standing != SignedNote.Standing.SIGNED) {
            return refused(target, standing);
        }
        LogScan scan = new LogScan(target, trusted);
        scan(reader, scan);
        return verdict(scan, target);
    }

    private void scan(ExportReader reader, LogScan scan) throws IOException {
        try {
            for (Optional<ExportLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                switchOn(line.get(), scan);
            }
        } catch (EOFException | ZipException cutOff) {
            scan.cutOff();
        } catch (ExportReader.MalformedExport damaged) {
            scan.malformed();
        }
    }

    private void switchOn(ExportLine line, LogScan scan) {
        if (line instanceof ExportLine.Leaf leaf) {
            scan.leaf(leaf);
        } else if (line instanceof ExportLine.Signed signed) {
            older(signed.note(), scan);
        } else if (line instanceof ExportLine.Trailer trailer) {
            scan.trailer(trailer.leaves());
        } else {
            scan.malformed();
        }
    }

    /** Checkpoints by other keys (before a rotation) are passed over: they only narrow down where a change lies. */
    private void older(String text, LogScan scan) {
        try {
            SignedNote note = SignedNote.parse(text);
            switch (note.standing(key)) {
                case SIGNED -> scan.against(Checkpoint.parse(note));
                case FORGED -> scan.forgedCheckpoint();
                case UNSIGNED -> {}
            }
        } catch (IllegalArgumentException noCheckpoint) {
            scan.forgedCheckpoint();
        }
    }

    private LogVerdict refused(Checkpoint target, SignedNote.Standing standing) {
        Fault fault = standing == SignedNote.Standing.FORGED ? Fault.BAD_SIGNATURE : Fault.WRONG_KEY;
        return new LogVerdict(false, fault, null, null, null, fault.words(), target.origin(), target.size(), 0, 0, 0);
    }

    private LogVerdict verdict(LogScan scan, Checkpoint target) {
        Suspicion found = scan.conclude();
        if (found == null) {
            String message = "all " + scan.count() + " entries are as signed by " + key.name() + "; "
                    + scan.disclosures() + " disclosures match, " + scan.erased() + " are erased";
            return new LogVerdict(
                    true,
                    null,
                    null,
                    null,
                    null,
                    message,
                    target.origin(),
                    target.size(),
                    scan.count(),
                    scan.disclosures(),
                    scan.erased());
        }
        String when = found.writtenAt == null ? "" : " (written " + found.writtenAt + ")";
        String message = found.fault == Fault.BAD_SIGNATURE
                ? found.fault.words() + ", after " + found.place()
                : found.place() + " " + found.fault.words() + when;
        return new LogVerdict(
                false,
                found.fault,
                found.first,
                found.last,
                found.writtenAt,
                message,
                target.origin(),
                target.size(),
                scan.count(),
                scan.disclosures(),
                scan.erased());
    }
}
