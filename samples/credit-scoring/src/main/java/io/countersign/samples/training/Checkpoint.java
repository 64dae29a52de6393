package io.countersign.samples.training;

import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * A model on its way: what training had after some epochs or trees.
 *
 * @param step number of epochs or trees, from 1
 * @param model the model as it was then
 */
record Checkpoint(int step, Model<Label> model) {}
