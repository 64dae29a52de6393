package io.countersign.platform.paging;

import io.countersign.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opaque page token: where the next page begins. Garbage is refused, absent or empty means the first page. */
public record PageToken(long offset) {
    private static final Pattern FORM = Pattern.compile("offset:(\\d{1,9})");

    public PageToken {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset);
        }
    }

    /** @throws ProblemException (invalid) when the text is not a token made by {@link #text()} */
    public static PageToken parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new PageToken(0);
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Matcher matcher = FORM.matcher(plain);
            if (matcher.matches()) {
                return new PageToken(Long.parseLong(matcher.group(1)));
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    public String text() {
        byte[] plain = ("offset:" + offset).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    private static ProblemException invalid(String text) {
        return ProblemException.invalid("Invalid page token \"" + text + "\"");
    }
}
