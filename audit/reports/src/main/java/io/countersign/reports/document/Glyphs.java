package io.countersign.reports.document;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Makes any text printable in the embedded fonts without hiding anything: a character that they lack, a control character
 * or an override of the writing direction (which can make a line read as what it is not) appears as its code point,
 * {@code [U+1F984]}. The attached JSON keeps the text exactly.
 */
final class Glyphs {
    private static final Font SANS = load("DejaVuSansCondensed.ttf");
    private static final Font MONO = load("DejaVuSansMono.ttf");

    private Glyphs() {}

    /** The text for the body font. */
    static String sans(String text) {
        return printable(text, SANS);
    }

    /** The text for the fixed-width font, used for digests and ids. */
    static String mono(String text) {
        return printable(text, MONO);
    }

    private static String printable(String text, Font font) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || isHarmless(c, font)) {
                out.appendCodePoint(c);
            } else if (c == '\t') {
                out.append("    ");
            } else if (c != '\r') {
                out.append("[U+").append(String.format(Locale.ROOT, "%04X", c)).append(']');
            }
        });
        return out.toString();
    }

    private static boolean isHarmless(int c, Font font) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> font.canDisplay(c);
        };
    }

    private static Font load(String file) {
        try (InputStream in = Glyphs.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The font " + file + " is not on the class path");
            }
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException broken) {
            throw new IllegalStateException("The font " + file + " cannot be read", broken);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
