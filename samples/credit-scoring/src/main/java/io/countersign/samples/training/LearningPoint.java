package io.countersign.samples.training;

/**
 * One point of the learning curve.
 *
 * @param step number of epochs or trees
 * @param trainLoss mean log loss on the training part
 * @param validationLoss mean log loss on the validation part
 * @param validationAuc AUC on the validation part
 */
public record LearningPoint(int step, double trainLoss, double validationLoss, double validationAuc) {}
