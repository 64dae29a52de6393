package io.countersign.samples.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All cases with one and the same score: nothing orders them among themselves.
 *
 * @param score their score
 * @param positives how many came true
 * @param negatives how many did not
 */
record TieGroup(double score, int positives, int negatives) {

    /** The cases grouped by score, lowest score first. */
    static List<TieGroup> ascending(boolean[] truth, double[] scores) {
        double[] distinct = distinct(scores);
        int[] positives = new int[distinct.length];
        int[] all = new int[distinct.length];
        for (int i = 0; i < scores.length; i++) {
            int group = Arrays.binarySearch(distinct, scores[i]);
            positives[group] += truth[i] ? 1 : 0;
            all[group]++;
        }
        return IntStream.range(0, distinct.length)
                .mapToObj(g -> new TieGroup(distinct[g], positives[g], all[g] - positives[g]))
                .toList();
    }

    private static double[] distinct(double[] scores) {
        double[] ascending = scores.clone();
        Arrays.sort(ascending);
        return IntStream.range(0, ascending.length)
                .filter(i -> i == 0 || ascending[i] != ascending[i - 1])
                .mapToDouble(i -> ascending[i])
                .toArray();
    }
}
