package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.Remark;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** How comments are answered, whatever they are about. */
final class RemarkAnswers {
    private RemarkAnswers() {}

    static Map<String, List<RemarkView>> list(List<Remark> remarks) {
        return Map.of("items", remarks.stream().map(RemarkView::from).toList());
    }

    static Response created(Remark remark) {
        return Response.status(Response.Status.CREATED)
                .entity(RemarkView.from(remark))
                .build();
    }

    /** The file, never shown in place: it is somebody's upload. */
    static Response file(Remark remark) {
        return Response.ok(remark.content().orElseThrow(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\""
                                + remark.fileName().orElse("file").replaceAll("[^\\w.-]", "_") + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Digest-SHA-256", remark.digest().orElseThrow())
                .build();
    }
}
