package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.Remark;
import io.countersign.platform.problem.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST …/remarks}: a comment on a promotion, finding, change of policy or task.
 *
 * @param text the comment
 * @param fileName name of a file that goes with it
 * @param mediaType its type
 * @param contentBase64 its bytes
 */
public record RemarkRequest(
        @Nullable String text,
        @Nullable String fileName,
        @Nullable String mediaType,
        @Nullable String contentBase64) {
    private static final int LARGEST = 5 * 1024 * 1024;

    String words() {
        return FreeText.required("text", text);
    }

    Remark.@Nullable Attached attached() {
        if (contentBase64 == null || contentBase64.isEmpty()) {
            return null;
        }
        byte[] content = decoded(contentBase64);
        if (content.length > LARGEST) {
            throw ProblemException.invalid("A file is at most " + LARGEST + " bytes");
        }
        return new Remark.Attached(
                FreeText.required("fileName", fileName),
                mediaType == null || mediaType.isBlank() ? "application/octet-stream" : mediaType,
                content,
                sha256(content));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.invalid("contentBase64 is not Base64");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
