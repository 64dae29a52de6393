package io.countersign.verifier;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of a tile below the prefix of a log (C2SP tlog-tiles): {@code tile/<level>/<number>[.p/<width>]}, or {@code
 * tile/entries/…} for a bundle of entries.
 *
 * @param level 0 to 63; -1 for a bundle of entries, which goes with the tile of level 0
 * @param number which tile of its level, from 0
 * @param width hashes in it, 1 to 256
 */
public record TilePath(int level, long number, int width) {
    /** Hashes in a full tile. */
    public static final int FULL = 256;

    /** In place of a level: the entries themselves. */
    public static final int ENTRIES = -1;

    private static final Pattern FORM = Pattern.compile(
            "(?<level>entries|0|[1-9][0-9]?)/(?<number>(x[0-9]{3}/){0,5}[0-9]{3})(\\.p/(?<width>[1-9][0-9]{0,2}))?");

    public TilePath {
        if (level < ENTRIES || level > 63 || number < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("there is no such tile: " + level + ", " + number + ", " + width);
        }
    }

    /** Reads what stands after {@code tile/}; empty when it is no address of a tile. */
    public static Optional<TilePath> parse(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            return Optional.empty();
        }
        int level = form.group("level").equals("entries") ? ENTRIES : Integer.parseInt(form.group("level"));
        long number = Long.parseLong(form.group("number").replace("x", "").replace("/", ""));
        int width = form.group("width") == null ? FULL : Integer.parseInt(form.group("width"));
        boolean known = level <= 63 && (form.group("width") == null || width < FULL);
        TilePath tile = known ? new TilePath(level, number, width) : null;
        return tile != null && tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
    }

    /** The tile of a tree of that size that holds the hash at that place of its level; as wide as the tree lets it be. */
    public static TilePath holding(int level, long index, long treeSize) {
        long number = index / FULL;
        long hashes = level * 8 > 62 ? 0 : treeSize >> (level * 8);
        return new TilePath(level, number, (int) Math.min(FULL, hashes - number * FULL));
    }

    /** Whether a tree of that size has all hashes of this tile. */
    public boolean isIn(long treeSize) {
        int shift = Math.max(0, level) * 8;
        return shift <= 62 && number <= Long.MAX_VALUE / FULL - 1 && number * FULL + width <= treeSize >> shift;
    }

    /** What stands after {@code tile/}. */
    public String path() {
        StringBuilder path = new StringBuilder("%03d".formatted(number % 1000));
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        path.insert(0, (level == ENTRIES ? "entries" : Integer.toString(level)) + "/");
        return width == FULL ? path.toString() : path + ".p/" + width;
    }
}
