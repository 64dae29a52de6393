package io.countersign.tracking.control;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Names for runs that got none, in MLflow's form {@code adjective-noun-number}. */
final class RunNames {
    private static final List<String> ADJECTIVES = List.of(
            "able", "bold", "brave", "bright", "calm", "clever", "crisp", "eager", "exact", "fair", "firm", "gentle",
            "honest", "keen", "lively", "lucid", "merry", "neat", "patient", "plain", "prudent", "quick", "quiet",
            "sober", "sound", "steady", "sure", "tidy", "upright", "wise");
    private static final List<String> NOUNS = List.of(
            "badger", "beaver", "bison", "crane", "dolphin", "eagle", "falcon", "finch", "fox", "gull", "hare", "heron",
            "ibis", "jay", "kestrel", "lark", "lynx", "marten", "otter", "owl", "panda", "plover", "raven", "robin",
            "seal", "sparrow", "stork", "swan", "tern", "wren");

    private RunNames() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return ADJECTIVES.get(random.nextInt(ADJECTIVES.size())) + "-" + NOUNS.get(random.nextInt(NOUNS.size())) + "-"
                + random.nextInt(1_000);
    }
}
