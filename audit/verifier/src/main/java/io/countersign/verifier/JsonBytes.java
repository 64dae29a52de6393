package io.countersign.verifier;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over JSON as canonical writers write it, without making an object. Every method answers whether just that stands here; where
 * it answers false, the position means nothing any more.
 */
final class JsonBytes {
    /** Bytes that may be read behind the end of what is walked over. */
    static final int SLACK = Long.BYTES;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    /** Backslash, quote, anything, backslash, quote; the first is the lowest byte. */
    private static final long TWO_QUOTES = 0x22_5c_00_22_5cL;

    private static final long TWO_QUOTES_MASK = 0xff_ff_00_ff_ffL;
    private static final int LONGEST_NUMBER = 18;
    private static final byte[] DIGITS = digits();

    private byte[] bytes = {};
    private int at;

    void begin(byte[] walked, int from) {
        bytes = walked;
        at = from;
    }

    int at() {
        return at;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] digits() {
        byte[] digits = new byte[256];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) Character.digit(i < 0x80 ? i : 0, 16);
        }
        return digits;
    }

    boolean skip(byte[] literal) {
        int end = at + literal.length;
        if (end > bytes.length || !Arrays.equals(bytes, at, end, literal, 0, literal.length)) {
            return false;
        }
        at = end;
        return true;
    }

    boolean skip(char ascii) {
        return bytes[at] == ascii && at++ >= 0;
    }

    /** A whole number that is not negative; -1 where there is none. */
    long number() {
        int begin = at;
        long number = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        int digits = at - begin;
        boolean whole = digits > 0 && digits <= LONGEST_NUMBER && (bytes[begin] != '0' || digits == 1);
        return whole ? number : -1;
    }

    /** Hexadecimal digits for so many bytes. */
    boolean hex(byte[] out, int to, int count) {
        if (at + 2 * count > bytes.length) {
            return false;
        }
        int wrong = 0;
        for (int i = 0; i < count; i++, at += 2) {
            int high = DIGITS[bytes[at] & 0xff];
            int low = DIGITS[bytes[at + 1] & 0xff];
            wrong |= high | low;
            out[to + i] = (byte) (high << 4 | low);
        }
        return wrong >= 0;
    }

    /**
     * What stands up to the closing quote, and that quote, as UTF-8 and without its escapes.
     *
     * @param out has room for all that is walked over, and {@link #SLACK}
     * @return end of what was written; -1 when the text has another escape than those of quote and backslash, a control
     *     character, or is not UTF-8
     */
    int text(byte[] out, int to) {
        int in = at;
        int end = to;
        while (true) {
            long eight = (long) EIGHT.get(bytes, in);
            EIGHT.set(out, end, eight);
            int plain = Long.numberOfTrailingZeros(special(eight)) >>> 3;
            in += plain;
            end += plain;
            if (plain == Long.BYTES) {
                continue;
            }
            byte here = bytes[in];
            if (here == '\\') {
                int read = unescaped(in, out, end);
                if (read == 0) {
                    return -1;
                }
                in += read;
                // of five bytes become three, of two becomes one
                end += read + 1 >> 1;
                continue;
            }
            if (here == '"') {
                at = in + 1;
                return end;
            }
            int length = here < 0 ? lengthOfCharacter(in) : 0;
            if (length == 0) {
                return -1;
            }
            System.arraycopy(bytes, in, out, end, length);
            in += length;
            end += length;
        }
    }

    /**
     * One escaped quote or backslash; or two quotes and what is between them, where that is a colon or a comma: so do most strings of
     * an entry end.
     *
     * @return how much was read; 0 when it is another escape
     */
    private int unescaped(int in, byte[] out, int to) {
        long eight = (long) EIGHT.get(bytes, in);
        byte escaped = (byte) (eight >>> 8);
        byte between = (byte) (eight >>> 16);
        out[to] = escaped;
        if ((eight & TWO_QUOTES_MASK) == TWO_QUOTES && (between == ':' || between == ',')) {
            out[to + 1] = between;
            out[to + 2] = '"';
            return 5;
        }
        return escaped == '"' || escaped == '\\' ? 2 : 0;
    }

    /** The highest bit of the first byte, and perhaps of later ones, that is a quote, a backslash, below a space or above 0x7f. */
    private static long special(long eight) {
        return (eight | eight - ONES * ' ' | (eight ^ QUOTES) - ONES | (eight ^ BACKSLASHES) - ONES) & HIGHS;
    }

    /** Of a character beyond ASCII; 0 when it is not well-formed (Unicode, table 3-7). */
    private int lengthOfCharacter(int in) {
        int first = bytes[in] & 0xff;
        int second = bytes[in + 1] & 0xff;
        if (first >= 0xc2 && first <= 0xdf) {
            return follows(second, 0x80, 0xbf) ? 2 : 0;
        }
        if (first >= 0xe0 && first <= 0xef) {
            int least = first == 0xe0 ? 0xa0 : 0x80;
            int most = first == 0xed ? 0x9f : 0xbf;
            return follows(second, least, most) && follows(bytes[in + 2] & 0xff, 0x80, 0xbf) ? 3 : 0;
        }
        int least = first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xf4 ? 0x8f : 0xbf;
        return first >= 0xf0
                        && first <= 0xf4
                        && follows(second, least, most)
                        && follows(bytes[in + 2] & 0xff, 0x80, 0xbf)
                        && follows(bytes[in + 3] & 0xff, 0x80, 0xbf)
                ? 4
                : 0;
    }

    private static boolean follows(int value, int least, int most) {
        return value >= least && value <= most;
    }

    /** So many printable characters of ASCII but quote and backslash. */
    boolean plain(int count) {
        int end = at + count;
        while (at < end) {
            int plain = Long.numberOfTrailingZeros(special((long) EIGHT.get(bytes, at))) >>> 3;
            at += plain;
            if (plain < Long.BYTES && at < end) {
                return false;
            }
        }
        at = end;
        return true;
    }

    /** A string without escapes, with its quotes. */
    boolean string() {
        if (!skip('"')) {
            return false;
        }
        while (true) {
            at += Long.numberOfTrailingZeros(special((long) EIGHT.get(bytes, at))) >>> 3;
            byte here = bytes[at];
            if (here == '"') {
                at++;
                return true;
            }
            if (here == '\\' || here >= 0 && here < ' ') {
                return false;
            }
            // more text, or a byte of UTF-8
            at++;
        }
    }

    /** An object that holds strings and such objects, so many below each other at most, and nothing else. */
    boolean object(int levels) {
        if (levels == 0 || !skip('{')) {
            return false;
        }
        if (skip('}')) {
            return true;
        }
        do {
            if (!string() || !skip(':') || !(bytes[at] == '{' ? object(levels - 1) : string())) {
                return false;
            }
        } while (skip(','));
        return skip('}');
    }
}
