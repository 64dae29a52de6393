package io.countersign.samples.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.ExtraTreesTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;

/**
 * An ensemble of decision trees that average their class probabilities.
 *
 * @param randomSplits false for a random forest, true for extremely randomised trees
 * @param trees number of trees
 * @param depth greatest depth of a tree
 * @param featureShare share of the features that each split may choose from
 */
public record Forest(boolean randomSplits, int trees, int depth, float featureShare) implements Recipe {

    private static final float MIN_WEIGHT_IN_CHILD = 4f;
    /** The learning curve starts at this part of the forest and doubles from there. */
    private static final int CURVE_SHARE = 8;

    /** Tribuo makes no ensemble of a single member. */
    private static final int SMALLEST = 2;

    public Forest {
        if (trees < SMALLEST) {
            throw new IllegalArgumentException("a forest of " + trees + " trees");
        }
    }

    /** A random forest. */
    public static Forest random(int trees, int depth, float featureShare) {
        return new Forest(false, trees, depth, featureShare);
    }

    /** Extremely randomised trees. */
    public static Forest extraTrees(int trees, int depth, float featureShare) {
        return new Forest(true, trees, depth, featureShare);
    }

    @Override
    public String algorithm() {
        return randomSplits ? "extra-trees" : "random-forest";
    }

    @Override
    public Map<String, String> hyperparameters() {
        return new TreeMap<>(Map.of(
                "trees", Integer.toString(trees),
                "max_depth", Integer.toString(depth),
                "feature_share_in_split", Float.toString(featureShare),
                "min_weight_in_child", Float.toString(MIN_WEIGHT_IN_CHILD),
                "impurity", "gini"));
    }

    @Override
    public String stepUnit() {
        return "tree";
    }

    /** Trains once; the earlier checkpoints are the first trees of the finished ensemble. */
    @Override
    public List<Checkpoint> fit(Dataset<Label> train, long seed) {
        if (!(trainer(seed).train(train) instanceof WeightedEnsembleModel<Label> whole)) {
            throw new IllegalStateException("Tribuo's " + algorithm() + " made no ensemble");
        }
        List<Model<Label>> members = whole.getModels();
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (int share = CURVE_SHARE; share > 1; share /= 2) {
            int step = trees / share;
            if (step >= SMALLEST) {
                checkpoints.add(new Checkpoint(step, ensembleOf(members.subList(0, step))));
            }
        }
        checkpoints.add(new Checkpoint(trees, whole));
        return checkpoints;
    }

    private Model<Label> ensembleOf(List<Model<Label>> members) {
        return WeightedEnsembleModel.createEnsembleFromExistingModels(
                algorithm(), new ArrayList<>(members), new FullyWeightedVotingCombiner());
    }

    private Trainer<Label> trainer(long seed) {
        var tree = new CARTClassificationTrainer(
                depth, MIN_WEIGHT_IN_CHILD, 0f, featureShare, randomSplits, new GiniIndex(), seed);
        var vote = new FullyWeightedVotingCombiner();
        return randomSplits
                ? new ExtraTreesTrainer<>(tree, vote, trees, seed)
                : new RandomForestTrainer<>(tree, vote, trees, seed);
    }
}
