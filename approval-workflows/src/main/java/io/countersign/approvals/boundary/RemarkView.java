package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.Remark;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A comment, as the own API shows it. */
public record RemarkView(
        UUID id,
        PersonView author,
        Instant at,
        String text,
        @Nullable String fileName,
        @Nullable String mediaType,
        @Nullable String digest) {

    static RemarkView from(Remark remark) {
        return new RemarkView(
                remark.id(),
                new PersonView(remark.author(), remark.authorName()),
                remark.at(),
                remark.text(),
                remark.fileName().orElse(null),
                remark.mediaType().orElse(null),
                remark.digest().orElse(null));
    }
}
