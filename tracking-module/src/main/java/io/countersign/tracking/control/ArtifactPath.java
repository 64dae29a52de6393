package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Path of an artifact below its root: relative, with forward slashes, and harmless however often somebody decodes it.
 *
 * @param value never empty, no empty, {@code .} or {@code ..} parts
 */
public record ArtifactPath(String value) {
    private static final int MAX_BYTES = 2_000;
    private static final int MAX_DECODINGS = 10;
    private static final Pattern ESCAPES = Pattern.compile("(%[0-9A-Fa-f]{2})+");

    public ArtifactPath {
        if (!isHarmless(value) || value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw MlflowException.invalid("Invalid path");
        }
        requireHarmlessDecoded(value);
    }

    /** @throws MlflowException for a path that would lead out of its root, also after percent-decoding */
    public static ArtifactPath parse(String path) {
        return new ArtifactPath(path);
    }

    private static void requireHarmlessDecoded(String path) {
        String decoded = path;
        for (int i = 0; i < MAX_DECODINGS; i++) {
            String again = decode(decoded);
            if (again.equals(decoded)) {
                return;
            }
            if (!isHarmless(again)) {
                throw MlflowException.invalid("Invalid path");
            }
            decoded = again;
        }
        throw MlflowException.invalid("Invalid path");
    }

    /** Percent-decoded once; what is no valid escape stays as it is. */
    private static String decode(String path) {
        return ESCAPES.matcher(path)
                .replaceAll(
                        match -> Matcher.quoteReplacement(URLDecoder.decode(match.group(), StandardCharsets.UTF_8)));
    }

    private static boolean isHarmless(String path) {
        return path.codePoints()
                        .noneMatch(c -> c < ' '
                                || c == 127
                                || c == '\\'
                                || c == '#'
                                || c == 0xFFFD
                                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                && !path.matches("[A-Za-z]:.*")
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /** Last part. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
