package io.countersign.verifier;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/** Control characters as RFC 8785 has them: in lower-case hexadecimal where JSON has no short form. */
final class CanonicalEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int CONTROLS = 0x20;

    private final int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();

    CanonicalEscapes() {
        for (int character = 0; character < CONTROLS; character++) {
            if (escapes[character] == ESCAPE_STANDARD) {
                escapes[character] = ESCAPE_CUSTOM;
            }
        }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return escapes.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return character < CONTROLS ? new SerializedString("\\u%04x".formatted(character)) : null;
    }
}
